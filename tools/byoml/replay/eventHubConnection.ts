import { isLoopback } from '../../../shared/loopback';
import { type Environment, eventHubSettings, SettingError } from '../../../shared/settings';

/** An event hub and how to reach it: a connection string, or its namespace and who ran `az login`. */
export type EventHubConnection = { readonly hub: string } & (
  | { readonly connectionString: string }
  | { readonly fullyQualifiedNamespace: string }
);

/**
 * The event hub of the app's settings. A hub that the connection string names goes before EVENTHUB_NAME, as in the
 * Functions host.
 *
 * @throws SettingError
 */
export function eventHubConnection(environment: Environment): EventHubConnection {
  const { eventHubName } = eventHubSettings(environment);
  const namespace = environment.EVENTHUB__fullyQualifiedNamespace?.trim();
  if (namespace) return { hub: eventHubName, fullyQualifiedNamespace: checkedNamespace(namespace) };
  const connectionString = checkedConnectionString(environment.EVENTHUB?.trim() ?? '');
  return { hub: field(connectionString, 'EntityPath') ?? eventHubName, connectionString };
}

function checkedNamespace(namespace: string): string {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(namespace)) return namespace;
  throw new SettingError(
    'EVENTHUB__fullyQualifiedNamespace is no host name; it takes <namespace>.servicebus.windows.net.',
  );
}

/** The emulator's flag makes the client speak without TLS. */
function checkedConnectionString(text: string): string {
  const host = /^sb:\/\/([^/:]+|\[[^\]]+\])(:\d+)?\/?$/.exec(field(text, 'Endpoint') ?? '')?.[1];
  if (host === undefined) {
    throw new SettingError(
      'The app setting EVENTHUB is missing or holds no Endpoint=sb://…; it takes a connection string, or set ' +
        'EVENTHUB__fullyQualifiedNamespace to <namespace>.servicebus.windows.net.',
    );
  }
  for (const name of ['SharedAccessKeyName', 'SharedAccessKey']) {
    if (field(text, name) !== undefined || field(text, 'SharedAccessSignature') !== undefined) continue;
    throw new SettingError(`The app setting EVENTHUB holds no ${name}=…; copy the connection string whole.`);
  }
  if (field(text, 'UseDevelopmentEmulator')?.toLowerCase() === 'true' && !isLoopback(host)) {
    throw new SettingError(`EVENTHUB names an emulator at ${host}; it is spoken to on a loopback address only.`);
  }
  return text;
}

function field(connectionString: string, name: string): string | undefined {
  for (const part of connectionString.split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim().toLowerCase() === name.toLowerCase()) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
