import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import * as settings from '../../shared/settings';
import { parseNcrontab } from '../local/functionHost/ncrontab';

/**
 * Reads every setting the functions will read. In Azure a wrong one makes them try again until somebody corrects it;
 * here it is better said at once.
 * @throws SettingError, ParameterError for the first that is missing or malformed.
 */
export function checkSettings(environment: settings.Environment): void {
  settings.eventHubSettings(environment);
  settings.exportContainer(environment);
  settings.modelContainer(environment);
  settings.deadLetterContainer(environment);
  settings.journalContainer(environment);
  settings.logsIngestionSettings(environment);
  checkSchedule('RETRAIN_SCHEDULE', settings.retrainSchedule(environment));
  checkSchedule('CASE_SCHEDULE', settings.caseSchedule(environment));
  settings.caseDays(environment);
  settings.lookbackDays(environment);
  settings.warmStart(environment);
  settings.writingRule(environment);
  settings.identityRules(environment);
  checkParameters(settings.trainingParameters(environment));
}

function checkSchedule(name: string, schedule: string): void {
  try {
    parseNcrontab(schedule);
  } catch (cause) {
    throw new settings.SettingError(`${name}: ${(cause as Error).message}`, { cause });
  }
}
