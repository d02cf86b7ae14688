import { type AzureIdentity, azureIdentity } from './azureIdentity';
import type { WritingRule } from './detectors/detector';
import { ActionableError } from './errors';
import { defaultIdentityRules, type IdentityRules } from './events/identity';
import { parsePatterns } from './events/patterns';
import { safeEndpoint } from './loopback';
import { checkConnectionString } from './storageConnectionString';

/** A setting that is missing or malformed; the message names it and says what it should hold. */
export class SettingError extends ActionableError {}

/** App settings as the Functions host hands them over: environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How to reach a storage account: its URI and an identity, or a connection string, which holds an account key for a
 * loopback address only and otherwise a shared access signature.
 */
export type BlobConnection =
  | { readonly connectionString: string }
  | { readonly serviceUri: string; readonly identity: AzureIdentity };

/** A blob container and how to reach it. */
export interface ContainerSettings {
  readonly connection: BlobConnection;
  readonly container: string;
}

/** Where findings are sent. */
export interface LogsIngestionSettings {
  /** `https://…`, or `http://` on a loopback address only. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule, `dcr-…`. */
  readonly ruleId: string;
  readonly stream: string;
  readonly identity: AzureIdentity;
}

/** The Event Hub and the consumer group of `scoreEvents`. */
export function eventHubSettings(environment: Environment) {
  return {
    eventHubName: text(environment, 'EVENTHUB_NAME', 'am-securityevent'),
    consumerGroup: text(environment, 'EVENTHUB_CONSUMER_GROUP', 'byoml-scorer'),
  };
}

/** NCRONTAB expression (six fields, UTC) of `retrainModels`. */
export function retrainSchedule(environment: Environment): string {
  return text(environment, 'RETRAIN_SCHEDULE', '0 30 2 * * *');
}

/** Days before now that a model learns from: a whole number from 1 to 3650. */
export function lookbackDays(environment: Environment): number {
  return days(environment, 'LOOKBACK_DAYS', 30);
}

/** Parameters of training as a JSON object, `{"iterations": 100}` say; the detector checks what is in it. */
export function trainingParameters(environment: Environment): Readonly<Record<string, unknown>> {
  const value = text(environment, 'TRAINING_PARAMETERS', '{}');
  try {
    const parameters: unknown = JSON.parse(value);
    if (typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters)) return { ...parameters };
  } catch {}
  throw new SettingError(`TRAINING_PARAMETERS is ${shown(value)}; it takes a JSON object, {"iterations": 100} say.`);
}

/** Whether training starts from the model before: `true` or `false`. */
export function warmStart(environment: Environment): boolean {
  return choice(environment, 'WARM_START', ['true', 'false'], 'false') === 'true';
}

/** NCRONTAB expression (six fields, UTC) of `gatherCases`. */
export function caseSchedule(environment: Environment): string {
  return text(environment, 'CASE_SCHEDULE', '0 */5 * * * *');
}

/** UTC days, today among them, whose cases still change when late rows come: a whole number from 1 to 3650. */
export function caseDays(environment: Environment): number {
  return days(environment, 'CASE_DAYS', 2);
}

/** Which findings are written: how many may be expected a day, and above which score where a model cannot tell that. */
export function writingRule(environment: Environment): WritingRule {
  const dailyBudget = number(environment, 'DAILY_BUDGET', 25);
  if (dailyBudget <= 0) {
    throw new SettingError(`DAILY_BUDGET is ${dailyBudget}; it takes a number of findings a day above 0.`);
  }
  return { dailyBudget, minimumScore: number(environment, 'MIN_SCORE', 0) };
}

/** Who a user and what a resource is, and which of them are left out; an empty list of exclusions excludes nothing. */
export function identityRules(environment: Environment): IdentityRules {
  const { user, resource, excludedAccounts, excludedShares } = defaultIdentityRules;
  return {
    user: choice(environment, 'USER_IDENTITY', ['account', 'byoml'], user),
    resource: choice(environment, 'RESOURCE_IDENTITY', ['computerAndShare', 'byoml'], resource),
    excludedAccounts: patterns(environment, 'EXCLUDED_ACCOUNTS', excludedAccounts),
    excludedShares: patterns(environment, 'EXCLUDED_SHARES', excludedShares),
  };
}

export function exportContainer(environment: Environment): ContainerSettings {
  return containerSettings(environment, 'EXPORT_STORAGE', 'EXPORT_CONTAINER', 'am-securityevent');
}

export function modelContainer(environment: Environment): ContainerSettings {
  return containerSettings(environment, 'MODEL_STORAGE', 'MODEL_CONTAINER', 'models');
}

/** Dead letters are kept in the model storage account, in a container of their own. */
export function deadLetterContainer(environment: Environment): ContainerSettings {
  return containerSettings(environment, 'MODEL_STORAGE', 'DEAD_LETTER_CONTAINER', 'dead-letters');
}

/** First-time accesses are kept in the model storage account, in a container of their own. */
export function journalContainer(environment: Environment): ContainerSettings {
  return containerSettings(environment, 'MODEL_STORAGE', 'JOURNAL_CONTAINER', 'journal');
}

export function logsIngestionSettings(environment: Environment): LogsIngestionSettings {
  const endpoint = required(environment, 'LOGS_INGESTION_ENDPOINT', 'https://….ingest.monitor.azure.com');
  ingestionEndpoint(endpoint);
  return {
    endpoint,
    ruleId: required(environment, 'LOGS_INGESTION_RULE_ID', "the rule's immutable id, dcr-…"),
    stream: text(environment, 'LOGS_INGESTION_STREAM', 'Custom-AnomalousResourceAccessResult_CL'),
    identity: identity(environment, 'LOGS_INGESTION'),
  };
}

/**
 * The address findings are sent to.
 * @throws SettingError when it is none, or plain http elsewhere than on a loopback address.
 */
export function ingestionEndpoint(endpoint: string): URL {
  const url = safeEndpoint(endpoint);
  if (url !== undefined) return url;
  throw new SettingError(
    `LOGS_INGESTION_ENDPOINT is ${shownAddress(endpoint)}; it takes the https:// address of the data collection endpoint or of the ` +
      'direct data collection rule (http:// for loopback addresses only).',
  );
}

type StoragePrefix = 'EXPORT_STORAGE' | 'MODEL_STORAGE';

function containerSettings(environment: Environment, prefix: StoragePrefix, name: string, fallback: string) {
  const container = text(environment, name, fallback);
  if (!/^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/.test(container)) {
    throw new SettingError(
      `${name} is ${shown(container)}; a container's name has 3 to 63 lower-case letters, digits and single hyphens.`,
    );
  }
  return { connection: blobConnection(environment, prefix), container };
}

/** What an app's identity needs on the containers behind a connection. */
const storageRoles: Readonly<Record<StoragePrefix, string>> = {
  EXPORT_STORAGE: 'Storage Blob Data Reader on the exported container',
  MODEL_STORAGE: 'Storage Blob Data Contributor on the containers of models, dead letters and the journal',
};

function blobConnection(environment: Environment, prefix: StoragePrefix): BlobConnection {
  const serviceUri = text(environment, `${prefix}__blobServiceUri`, '');
  if (serviceUri !== '') {
    // Loopback too: a token is sent over https only.
    if (safeEndpoint(serviceUri)?.protocol !== 'https:') {
      throw new SettingError(
        `${prefix}__blobServiceUri is ${shownAddress(serviceUri)}; it takes https://<account>.blob.core.windows.net.`,
      );
    }
    return { serviceUri, identity: identity(environment, prefix) };
  }
  const checked = checkConnectionString(
    required(environment, prefix, `a connection string; in Azure set ${prefix}__blobServiceUri instead`),
  );
  if ('connectionString' in checked) return checked;
  throw new SettingError(
    `${prefix} ${checked.refused}. Instead set ${prefix}__blobServiceUri to https://<account>.blob.core.windows.net ` +
      `and give the app's identity ${storageRoles[prefix]}.`,
  );
}

function identity(environment: Environment, prefix: string): AzureIdentity {
  const clientId = text(environment, `${prefix}__clientId`, text(environment, 'AZURE_CLIENT_ID', ''));
  return azureIdentity(environment, clientId || undefined);
}

/** A value as a message may show it: not where it is as long as a secret, or has the `=` of one put in the wrong place. */
function shown(value: string): string {
  return value.length <= 64 && !value.includes('=') ? `"${value}"` : `a text of ${value.length} characters`;
}

/** An address without what could sign somebody in. */
function shownAddress(address: string): string {
  if (!URL.canParse(address)) return 'no address';
  const { protocol, host, pathname, href } = new URL(address);
  const plain = `${protocol}//${host}${pathname}`;
  return plain.length === href.length ? shown(address) : `${shown(plain)} and something to sign in with`;
}

function text(environment: Environment, name: string, fallback: string): string {
  return environment[name]?.trim() || fallback;
}

function required(environment: Environment, name: string, example: string): string {
  const value = text(environment, name, '');
  if (value === '') throw new SettingError(`The app setting ${name} is missing; it takes ${example}.`);
  return value;
}

function number(environment: Environment, name: string, fallback: number): number {
  const value = text(environment, name, String(fallback));
  const parsed = Number(value);
  if (Number.isFinite(parsed)) return parsed;
  throw new SettingError(`${name} is ${shown(value)}; it takes a number.`);
}

function days(environment: Environment, name: string, fallback: number): number {
  const value = number(environment, name, fallback);
  if (Number.isInteger(value) && value >= 1 && value <= 3650) return value;
  throw new SettingError(`${name} is ${value}; it takes a whole number of days from 1 to 3650.`);
}

function choice<Value extends string>(
  environment: Environment,
  name: string,
  choices: readonly Value[],
  fallback: Value,
): Value {
  const value = text(environment, name, fallback);
  const chosen = choices.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (chosen !== undefined) return chosen;
  throw new SettingError(`${name} is ${shown(value)}; it takes ${choices.join(' or ')}.`);
}

function patterns(environment: Environment, name: string, fallback: readonly string[]): readonly string[] {
  const value = environment[name];
  return value === undefined ? fallback : parsePatterns(value);
}
