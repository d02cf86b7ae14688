import type { ContainerSettings, Environment } from '../../../shared/settings';
import type { Deployment } from './deployment';
import { derived, type Fact, known, knownValue } from './fact';
import type { AppIdentity, FunctionApp } from './facts/functionApp';
import { functionNames, isSwitchedOff } from './switchedOff';

/** A role by its name, and what of it the app does. */
interface NeededRole {
  readonly role: string;
  readonly dataActions: readonly string[];
}

/** Who a connection signs in as. A connection string needs no role; an identity may be named that the app has not. */
export type SignsInAs =
  | { readonly kind: 'identity'; readonly identity: AppIdentity }
  | { readonly kind: 'connectionString' }
  | { readonly kind: 'nobody'; readonly clientId: string };

/** What one of the app's identities must hold, and where. */
export interface RoleNeed extends NeededRole {
  /** Of what: "the event hub". */
  readonly on: string;
  /** Setting that names the identity. */
  readonly setting: string;
  readonly signsInAs: Fact<SignsInAs>;
  /** Resource id of the narrowest scope that is enough. */
  readonly scope: Fact<string>;
}

const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const roles = {
  blobReader: { role: 'Storage Blob Data Reader', dataActions: [`${blobs}/read`] },
  blobContributor: {
    role: 'Storage Blob Data Contributor',
    dataActions: [`${blobs}/read`, `${blobs}/write`, `${blobs}/delete`, `${blobs}/add/action`],
  },
  blobOwner: { role: 'Storage Blob Data Owner', dataActions: [`${blobs}/*`] },
  receiver: {
    role: 'Azure Event Hubs Data Receiver',
    dataActions: ['Microsoft.EventHub/namespaces/messages/receive/action'],
  },
  publisher: { role: 'Monitoring Metrics Publisher', dataActions: ['Microsoft.Insights/Telemetry/Write'] },
} as const satisfies Readonly<Record<string, NeededRole>>;

/** Who needs what, for the functions that are switched on: the table of SECURITY.md. */
export function roleNeeds(deployment: Omit<Deployment, 'heldRoles'>): readonly RoleNeed[] {
  const { app, connections, hub, rule, storage } = deployment;
  const settings = knownValue(app.settings) ?? {};
  const need = (prefix: string, role: NeededRole, on: string, scope: Fact<string>): RoleNeed => ({
    ...role,
    on,
    setting: `${prefix}__clientId`,
    signsInAs: derived(app.app, (functionApp) => known(signsInAs(functionApp, settings, prefix))),
    scope,
  });
  const ofModels = (role: NeededRole, on: string, container: Fact<ContainerSettings>) =>
    need('MODEL_STORAGE', role, on, containerId(storage.modelAccount, container));
  const [scores, gathers, learns] = functionNames.map((name) => !isSwitchedOff(settings, name)) as [
    boolean,
    boolean,
    boolean,
  ];
  const { exports, models, deadLetters, journal } = connections;
  const exportScope = containerId(storage.exportAccount, exports);
  const needs: readonly (readonly [boolean, RoleNeed])[] = [
    [scores, need('EVENTHUB', roles.receiver, 'the event hub', idOf(hub.hub))],
    [learns, need('EXPORT_STORAGE', roles.blobReader, 'the exported blobs', exportScope)],
    [true, ofModels(learns ? roles.blobContributor : roles.blobReader, 'the models', models)],
    [scores, ofModels(roles.blobContributor, 'dead letters', deadLetters)],
    [scores || gathers, ofModels(roles.blobContributor, 'the journal', journal)],
    [scores || gathers, need('LOGS_INGESTION', roles.publisher, 'the data collection rule', idOf(rule.rule))],
    [true, need('AzureWebJobsStorage', roles.blobOwner, "the host's storage", idOf(storage.hostAccount))],
  ];
  return needs.filter(([isNeeded]) => isNeeded).map(([, one]) => one);
}

function idOf(fact: Fact<{ readonly id: string }>): Fact<string> {
  return derived(fact, ({ id }) => known(id));
}

function containerId(account: Fact<{ readonly id: string }>, settings: Fact<ContainerSettings>): Fact<string> {
  return derived(account, ({ id }) =>
    derived(settings, ({ container }) => known(`${id}/blobServices/default/containers/${container}`)),
  );
}

/** The host's own connections mind no AZURE_CLIENT_ID. */
function signsInAs({ identities }: FunctionApp, settings: Environment, prefix: string): SignsInAs {
  const setting = (name: string) => settings[name]?.trim() ?? '';
  const places = ['blobServiceUri', 'accountName', 'fullyQualifiedNamespace'].map((name) =>
    setting(`${prefix}__${name}`),
  );
  if (setting(prefix) !== '' && places.every((place) => place === '')) return { kind: 'connectionString' };
  const isOfHost = prefix === 'EVENTHUB' || prefix === 'AzureWebJobsStorage';
  const clientId = setting(`${prefix}__clientId`) || (isOfHost ? '' : setting('AZURE_CLIENT_ID'));
  const identity = identities.find((one) => (one.clientId ?? '').toLowerCase() === clientId.toLowerCase());
  return identity === undefined ? { kind: 'nobody', clientId } : { kind: 'identity', identity };
}
