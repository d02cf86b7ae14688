import type { Environment } from '../../../shared/settings';
import type { Deployment } from './deployment';
import { derived, type Fact, known } from './fact';
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
  /** Of what: "event hub am-securityevent". */
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
  const settings = app.settings.state === 'known' ? app.settings.value : {};
  const [scores, gathers, learns] = functionNames.map((name) => !isSwitchedOff(settings, name));
  const { exports, models, deadLetters, journal } = connections;
  const container = (account: Deployment['storage']['exportAccount'], named: typeof exports) =>
    derived(account, ({ id }) =>
      derived(named, (one) => known(`${id}/blobServices/default/containers/${one.container}`)),
    );
  const need = (prefix: string, role: NeededRole, on: string, scope: Fact<string>): RoleNeed => ({
    ...role,
    on,
    setting: `${prefix}__clientId`,
    signsInAs: derived(app.app, (functionApp) => known(signsInAs(functionApp, settings, prefix))),
    scope,
  });
  const modelAccount = storage.modelAccount;
  return [
    scores &&
      need(
        'EVENTHUB',
        roles.receiver,
        'the event hub',
        derived(hub.hub, ({ id }) => known(id)),
      ),
    learns && need('EXPORT_STORAGE', roles.blobReader, 'the exported blobs', container(storage.exportAccount, exports)),
    need(
      'MODEL_STORAGE',
      learns ? roles.blobContributor : roles.blobReader,
      'the models',
      container(modelAccount, models),
    ),
    scores && need('MODEL_STORAGE', roles.blobContributor, 'dead letters', container(modelAccount, deadLetters)),
    (scores || gathers) &&
      need('MODEL_STORAGE', roles.blobContributor, 'the journal', container(modelAccount, journal)),
    (scores || gathers) &&
      need(
        'LOGS_INGESTION',
        roles.publisher,
        'the data collection rule',
        derived(rule.rule, ({ id }) => known(id)),
      ),
    need(
      'AzureWebJobsStorage',
      roles.blobOwner,
      "the host's storage",
      derived(storage.hostAccount, ({ id }) => known(id)),
    ),
  ].filter((one) => one !== undefined && one !== false);
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
