import { InvocationContext } from '@azure/functions';
import { scoreEventsHandler } from '../../../../shared/jobs/scoreEventsHandler';
import { type Environment, SettingError } from '../../../../shared/settings';
import { deadLetterBlobs } from '../../../../shared/storage/deadLetterBlobs';
import { decodeDeadLetter } from '../../../../shared/storage/deadLetterLine';
import { replayDeadLetters } from '../../../../tools/byoml/replay/replayDeadLetters';
import { scorerTargetOf } from '../../../../tools/byoml/replay/scorerTarget';
import { fileShareRow } from '../../../shared/events/rows';
import { IngestionServer, type ReceivedRequest, serviceError } from '../../../shared/sinks/ingestionServer';
import { blobNames, readText, StorageFixture } from '../../../shared/storage/storageFixture';
import { letter } from './deadLetters';
import { publishSmallModel } from './smallModel';

const storage = new StorageFixture();
const ingestion = new IngestionServer();
beforeAll(() => Promise.all([storage.start(), ingestion.start()]));
afterAll(() => Promise.all([storage.stop(), ingestion.close()]));
beforeEach(() => ingestion.reset());

/** The app's settings, with containers of their own. */
function newEnvironment() {
  const deadLetters = storage.newContainer();
  const models = storage.newContainer();
  const environment: Environment = {
    MODEL_STORAGE: storage.connectionString,
    MODEL_CONTAINER: models.containerName,
    DEAD_LETTER_CONTAINER: deadLetters.containerName,
    LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  };
  return { environment, deadLetters, models };
}

function messageOf(...accounts: string[]): Buffer {
  const records = accounts.map((account) =>
    fileShareRow({
      Account: account,
      SubjectAccount: account,
      SubjectUserName: account.split('\\')[1],
      _ItemId: account,
    }),
  );
  return Buffer.from(JSON.stringify({ records }));
}

const invocation = () =>
  new InvocationContext({ functionName: 'scoreEvents', invocationId: 'i1', logHandler: () => {} });
const recordIds = (requests: readonly ReceivedRequest[]) =>
  requests.flatMap(({ rows }) => rows.map(({ RecordId }) => String(RecordId)));
const refusal = serviceError(400, 'InvalidRow', 'a row does not fit the stream');
const names = (row: Record<string, unknown>, user: string) => String(row.User).toLowerCase().includes(user);

it('delivers the findings of a message that was refused under the same RecordId as the first time', async () => {
  const { environment, deadLetters, models } = newEnvironment();
  await publishSmallModel(models);
  const handler = scoreEventsHandler(environment);
  ingestion.answer = ({ rows }) => (rows.some((row) => names(row, 'mallory')) ? refusal : { status: 204 });
  const bodies = [messageOf('CONTOSO\\alice', 'CONTOSO\\mallory'), messageOf('CONTOSO\\bob'), Buffer.from('no JSON')];
  await handler(bodies, invocation());
  const first = new Set(recordIds(ingestion.requests));
  expect(first.size).toBe(3);

  ingestion.reset();
  const replay = await replayDeadLetters({
    files: await deadLetterBlobs(deadLetters),
    send: scorerTargetOf(environment, () => {}).send,
    isWanted: ({ reason }) => reason === 'refused',
  });
  expect(replay.counts.line('scored and delivered')).toBe(
    '2 letters read = 1 scored and delivered + 1 kept (notJson 1)',
  );
  const replayed = recordIds(ingestion.requests);
  expect(replayed).toHaveLength(2);
  expect([...first]).toEqual(expect.arrayContaining(replayed));
  const [left = ''] = await blobNames(deadLetters);
  const [line = '', ...more] = (await readText(deadLetters, left)).trimEnd().split('\n');
  expect(more).toEqual([]);
  expect(decodeDeadLetter(Buffer.from(line))).toMatchObject({ reason: 'notJson', body: Buffer.from('no JSON') });
});

it('tells of each letter whether it is through, refused, unreadable, or was not reached', async () => {
  const { environment, models } = newEnvironment();
  await publishSmallModel(models);
  const { send } = scorerTargetOf(environment, () => {});
  ingestion.answer = ({ rows }) => (rows.some((row) => names(row, 'mallory')) ? refusal : { status: 204 });
  const letters = [
    messageOf('CONTOSO\\alice'),
    messageOf('CONTOSO\\mallory', 'CONTOSO\\bob'),
    Buffer.from('{'),
    Buffer.of(),
    messageOf('CONTOSO\\FS01$'),
    Buffer.from('{"records":[]}'),
  ].map((body) => letter(body));
  const outcomes = await send(letters);
  expect(outcomes).toMatchObject([
    { kind: 'through' },
    { kind: 'refused', reason: 'refused', detail: expect.stringContaining('HTTP 400') },
    { kind: 'refused', reason: 'notJson' },
    { kind: 'refused', reason: 'emptyBody' },
    { kind: 'through' },
    { kind: 'through' },
  ]);
  ingestion.reset();
  ingestion.answer = () => ({ status: 403 });
  expect(await send(letters.slice(2, 5))).toMatchObject([
    { kind: 'refused' },
    { kind: 'refused' },
    { kind: 'through' },
  ]);
  expect(await send(letters.slice(0, 3))).toMatchObject([
    { kind: 'failed', error: { message: expect.stringContaining('HTTP 403') } },
    { kind: 'failed' },
    { kind: 'refused', reason: 'notJson' },
  ]);
});

it('takes two letters with the same body for two', async () => {
  const { environment, models } = newEnvironment();
  await publishSmallModel(models);
  const { send } = scorerTargetOf(environment, () => {});
  const body = messageOf('CONTOSO\\alice');
  expect(await send([letter(body), letter(body)])).toEqual([{ kind: 'through' }, { kind: 'through' }]);
  expect(new Set(recordIds(ingestion.requests)).size).toBe(1);
});

it('scores with the current model', async () => {
  const { environment, models } = newEnvironment();
  const { version } = await publishSmallModel(models);
  const { send } = scorerTargetOf(environment, () => {});
  expect(await send([letter(messageOf('CONTOSO\\carol'))])).toEqual([{ kind: 'through' }]);
  expect(ingestion.requests.flatMap(({ rows }) => rows)).toMatchObject([
    { ModelVersion: version, Reason: 'unknownUser' },
  ]);
});

it('fails for all letters where it cannot be known whether there is a model', async () => {
  const { environment } = newEnvironment();
  const { send } = scorerTargetOf(environment, () => {}, { storage: { retryOptions: { maxTries: 1 } } });
  storage.fault = () => 'lostRequest';
  const outcomes = await send([letter(messageOf('CONTOSO\\alice')), letter('{')]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
  expect(ingestion.requests).toEqual([]);
});

it('fails for all letters where there is no model, and names the container and its setting', async () => {
  const { environment, models } = newEnvironment();
  const message = `There is no model in container ${models.containerName} to score with: check MODEL_CONTAINER, or replay to the hub.`;
  const { send } = scorerTargetOf(environment, () => {});
  expect(await send([letter(messageOf('CONTOSO\\alice')), letter('{')])).toMatchObject([
    { kind: 'failed', error: { message } },
    { kind: 'failed', error: { message } },
  ]);
  expect(ingestion.requests).toEqual([]);
});

it('says which setting is missing before it is asked to send', () => {
  expect(() => scorerTargetOf({ MODEL_STORAGE: storage.connectionString }, () => {})).toThrow(SettingError);
});
