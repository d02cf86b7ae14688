import * as settings from '../../../shared/settings';
import { eventHubConnection } from '../replay/eventHubConnection';
import type { Cloud } from './azure/cloud';
import { checkpointContainer } from './checkpointLayout';
import type { Connections } from './deployment';
import { derived, type Fact, known, knownValue, unknown } from './fact';
import { areSwitchedOff, type FunctionName, usersOf } from './switchedOff';

/** A value that the platform replaces before the app sees it: a reference to a key vault, say. */
const reference = /^@Microsoft\.\w+\(/;

/** Whether a setting is a reference, whose value is not told. */
export function isReference(value: string | undefined): boolean {
  return reference.test(value?.trim() ?? '');
}

/** Where the app's settings say that things are. */
export function connectionsOf(environment: Fact<settings.Environment>, cloud: Cloud): Connections {
  const read = <Value>(
    reading: (environment: settings.Environment) => Value,
    users: readonly FunctionName[] = [],
  ): Fact<Value> => {
    if (environment.state === 'absent') return unknown('there is no such app to have settings');
    return derived(environment, (values) => {
      const isUnused = users.length > 0 && areSwitchedOff(values, users);
      const fact = settingFact(values, () => reading(values));
      return isUnused && fact.state === 'unknown' ? unknown(elsewhere(users)) : fact;
    });
  };
  return {
    eventHub: read(eventHubConnection, usersOf.eventHub),
    consumerGroup: settings.eventHubSettings(knownValue(environment) ?? {}).consumerGroup,
    exports: read(settings.exportContainer, usersOf.exports),
    models: read(settings.modelContainer),
    deadLetters: read(settings.deadLetterContainer, usersOf.deadLetters),
    journal: read(settings.journalContainer, usersOf.journal),
    host: read((values) => hostContainer(values, cloud)),
    ingestion: read(settings.logsIngestionSettings, usersOf.ingestion),
  };
}

function elsewhere(users: readonly FunctionName[]): string {
  return `only ${users.join(' and ')} would use it, switched off in this app: look at the app that has it`;
}

/** What reading a setting gave; a wrong one is told by the check of settings, and here why nothing follows from it. */
export function settingFact<Value>(environment: settings.Environment, read: () => Value): Fact<Value> {
  try {
    return known(read());
  } catch (error) {
    if (!(error instanceof settings.SettingError)) throw error;
    const names = Object.keys(environment).filter((name) => isReference(environment[name]));
    const referred = names.find((name) => error.message.includes(name));
    return unknown(referred === undefined ? error.message : `${referred} is a reference, whose value is not told`);
  }
}

/** Settings, one of which must say where the storage of the Functions host is. */
export const hostStorageNames = [
  'AzureWebJobsStorage',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__accountName',
] as const;

/**
 * The storage of the Functions host, which names it by the address of its blob service or by its account.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
 */
function hostContainer(environment: settings.Environment, { storageSuffix }: Cloud): settings.ContainerSettings {
  const account = environment.AzureWebJobsStorage__accountName;
  const serviceUri =
    environment.AzureWebJobsStorage__blobServiceUri || (account && `https://${account}.blob.${storageSuffix}`);
  try {
    return settings.exportContainer({
      ...environment,
      EXPORT_STORAGE: environment.AzureWebJobsStorage,
      EXPORT_STORAGE__blobServiceUri: serviceUri,
      EXPORT_STORAGE__clientId: environment.AzureWebJobsStorage__clientId,
      EXPORT_CONTAINER: checkpointContainer,
    });
  } catch (error) {
    if (!(error instanceof settings.SettingError)) throw error;
    throw new settings.SettingError(
      'AzureWebJobsStorage is missing, or an account key, which is not used from here: set ' +
        'AzureWebJobsStorage__blobServiceUri to https://<account>.blob.core.windows.net.',
      { cause: error },
    );
  }
}
