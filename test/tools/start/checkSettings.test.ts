import { checkSettings } from '../../../tools/start/checkSettings';

const storage = 'UseDevelopmentStorage=true';
const complete = {
  EXPORT_STORAGE: storage,
  MODEL_STORAGE: storage,
  LOGS_INGESTION_ENDPOINT: 'http://127.0.0.1:8090',
  LOGS_INGESTION_RULE_ID: 'dcr-1',
};

it('lets settings pass that the functions can work with', () => {
  expect(() => checkSettings(complete)).not.toThrow();
});

it.each([
  [{ EXPORT_STORAGE: '' }, /EXPORT_STORAGE is missing/],
  [{ MODEL_CONTAINER: 'A' }, /MODEL_CONTAINER is "A"/],
  [{ DEAD_LETTER_CONTAINER: 'A' }, /DEAD_LETTER_CONTAINER is "A"/],
  [{ LOGS_INGESTION_RULE_ID: '' }, /LOGS_INGESTION_RULE_ID is missing/],
  [{ RETRAIN_SCHEDULE: 'nightly' }, /^RETRAIN_SCHEDULE: Schedule 'nightly' must have six fields/],
  [{ CASE_SCHEDULE: '5 minutes' }, /^CASE_SCHEDULE: Schedule '5 minutes' must have six fields/],
  [{ CASE_DAYS: '0' }, /CASE_DAYS is 0/],
  [{ JOURNAL_CONTAINER: 'A' }, /JOURNAL_CONTAINER is "A"/],
  [{ DAILY_BUDGET: '0' }, /DAILY_BUDGET is 0/],
  [{ LOOKBACK_DAYS: '-1' }, /LOOKBACK_DAYS is -1/],
  [{ WARM_START: 'yes' }, /WARM_START is "yes"/],
  [{ MIN_SCORE: 'high' }, /MIN_SCORE is "high"/],
  [{ USER_IDENTITY: 'sid' }, /USER_IDENTITY is "sid"/],
  [{ TRAINING_PARAMETERS: '{"rank": 0}' }, /parameter rank is 0/],
])('names the first that is wrong: %j', (wrong, message) => {
  expect(() => checkSettings({ ...complete, ...wrong })).toThrow(message);
});
