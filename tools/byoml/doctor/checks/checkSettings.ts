import { checkParameters } from '../../../../shared/detectors/resourceAccess/parameters';
import { ActionableError } from '../../../../shared/errors';
import * as settings from '../../../../shared/settings';
import { parseNcrontab } from '../../../local/functionHost/ncrontab';
import { eventHubConnection } from '../../replay/eventHubConnection';
import { hostStorageNames, isReference } from '../connections';
import type { Deployment } from '../deployment';
import type { AppName } from '../facts/functionApp';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { areSwitchedOff, type FunctionName, functionNames, usersOf } from '../switchedOff';
import { setAppSettings } from './remedyWords';

const check = 'settings';

/** Settings that are read together, who reads them, and how. */
interface SettingGroup {
  readonly names: readonly string[];
  readonly users: readonly FunctionName[];
  readonly read: (environment: settings.Environment) => unknown;
}

const training = ['retrainModels'] as const;

/** All of them, as the app itself reads them. */
const groups: readonly SettingGroup[] = [
  { names: hostStorageNames, users: functionNames, read: requireHostStorage },
  { names: ['EVENTHUB', 'EVENTHUB__fullyQualifiedNamespace'], users: usersOf.eventHub, read: eventHubConnection },
  { names: storageNames('EXPORT_STORAGE', 'EXPORT_CONTAINER'), users: usersOf.exports, read: settings.exportContainer },
  { names: storageNames('MODEL_STORAGE', 'MODEL_CONTAINER'), users: usersOf.models, read: settings.modelContainer },
  {
    names: storageNames('MODEL_STORAGE', 'DEAD_LETTER_CONTAINER'),
    users: usersOf.deadLetters,
    read: settings.deadLetterContainer,
  },
  {
    names: storageNames('MODEL_STORAGE', 'JOURNAL_CONTAINER'),
    users: usersOf.journal,
    read: settings.journalContainer,
  },
  {
    names: ['LOGS_INGESTION_ENDPOINT', 'LOGS_INGESTION_RULE_ID'],
    users: usersOf.ingestion,
    read: settings.logsIngestionSettings,
  },
  { names: ['LOOKBACK_DAYS'], users: training, read: settings.lookbackDays },
  { names: ['WARM_START'], users: training, read: settings.warmStart },
  { names: ['CASE_DAYS'], users: usersOf.journal, read: settings.caseDays },
  { names: ['DAILY_BUDGET', 'MIN_SCORE'], users: usersOf.ingestion, read: settings.writingRule },
  { names: ['USER_IDENTITY', 'RESOURCE_IDENTITY'], users: functionNames, read: settings.identityRules },
  {
    names: ['TRAINING_PARAMETERS'],
    users: training,
    read: (values) => checkParameters(settings.trainingParameters(values)),
  },
  { names: ['RETRAIN_SCHEDULE'], users: training, read: (values) => parseNcrontab(settings.retrainSchedule(values)) },
  { names: ['CASE_SCHEDULE'], users: ['gatherCases'], read: (values) => parseNcrontab(settings.caseSchedule(values)) },
];

function storageNames(prefix: string, container: string): readonly string[] {
  return [prefix, `${prefix}__blobServiceUri`, container];
}

/** The host reads it; where it is missing, no function starts. */
function requireHostStorage(environment: settings.Environment): void {
  if (hostStorageNames.some((name) => environment[name]?.trim())) return;
  throw new settings.SettingError(`The app setting ${hostStorageNames[0]} is missing; or set ${hostStorageNames[1]}.`);
}

/** Whether the app can read its settings: each that it cannot is a finding. */
export function checkSettings({ app }: Deployment): readonly Finding[] {
  return judge(check, app.settings, {
    missing: () => notChecked(check, 'there is no such app'),
    judged: (environment) => {
      const used = groups.filter(({ users }) => !areSwitchedOff(environment, users));
      const problems = used.flatMap((group) => problemOf(environment, group, app.name));
      // The connection of several containers is told once.
      const findings = [...new Map(problems.map((problem) => [problem.detail, problem])).values()];
      return findings.length > 0 ? findings : ok(check, `${used.length} groups of settings, as the app reads them`);
    },
  });
}

function problemOf(
  environment: settings.Environment,
  { names, read }: SettingGroup,
  app: AppName | undefined,
): readonly Finding[] {
  try {
    read(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ActionableError)) throw error;
    const referred = names.find((name) => isReference(environment[name]));
    if (referred !== undefined) return [notChecked(check, `${referred} is a reference, whose value is not told`)];
    const [first = ''] = names;
    // The longest: one name is the beginning of another.
    const named = names
      .filter((name) => error.message.includes(name))
      .sort((one, other) => other.length - one.length)[0];
    const problem = named === undefined ? `${first}: ${error.message}` : error.message;
    return [wrong(check, problem, setAppSettings(app, `${named ?? first}=VALUE`))];
  }
}
