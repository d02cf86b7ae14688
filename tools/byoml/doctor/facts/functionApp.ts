import type { Environment } from '../../../../shared/settings';
import { at, entriesAt, textAt } from '../azure/answer';
import { apiVersions } from '../azure/apiVersions';
import type { AzureClient } from '../azure/azureClient';
import { isResourceId } from '../azure/resourceId';
import { type Fact, known, unknown, whenKnown } from '../fact';

/** How a person names a function app. */
export interface AppName {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly app: string;
}

/** An identity of an app; a system-assigned one has no client id here. */
export interface AppIdentity {
  readonly principalId: string;
  readonly clientId?: string;
}

export interface FunctionApp {
  readonly id: string;
  readonly state: string;
  /** `node 22`; undefined where the plan keeps it elsewhere. */
  readonly runtime?: string;
  readonly identities: readonly AppIdentity[];
  /** `<app>.azurewebsites.net` */
  readonly hostName?: string;
}

export interface AppFunction {
  readonly name: string;
  readonly isDisabled: boolean;
}

export async function readFunctionApp(client: AzureClient, name: AppName): Promise<Fact<FunctionApp>> {
  const answer = await client.get(sitePath(name), apiVersions['Microsoft.Web/sites']);
  return whenKnown(answer, (site) => {
    const id = textAt(site, 'id') ?? '';
    if (!isResourceId(id)) return unknown('Resource Manager told no id of the function app');
    const state = textAt(site, 'properties', 'state') ?? 'unknown';
    const runtime = runtimeOf(site);
    const hostName = textAt(site, 'properties', 'defaultHostName');
    return known({
      id,
      state,
      identities: identitiesOf(site),
      ...(runtime !== undefined && { runtime }),
      ...(hostName !== undefined && /^[\w.-]+$/.test(hostName) && { hostName }),
    });
  });
}

/** The app settings as the host hands them to the app, but for references to a key vault, which stand as they are. */
export async function readAppSettings(client: AzureClient, name: AppName): Promise<Fact<Environment>> {
  const path = `${sitePath(name)}/config/appsettings/list`;
  const answer = await client.post(path, apiVersions['Microsoft.Web/sites/config']);
  return whenKnown(answer, (settings) =>
    known(
      Object.fromEntries(
        entriesAt(settings, 'properties').flatMap(([setting, value]) =>
          typeof value === 'string' ? [[setting, value] as const] : [],
        ),
      ),
    ),
  );
}

/** What the host has loaded; empty where nothing is published, or loading failed. */
export async function readFunctions(client: AzureClient, name: AppName): Promise<Fact<readonly AppFunction[]>> {
  const answer = await client.list(`${sitePath(name)}/functions`, apiVersions['Microsoft.Web/sites/functions']);
  return whenKnown(answer, (functions) =>
    known(
      functions.map((one) => ({
        // `<app>/<function>`
        name: textAt(one, 'name')?.split('/').at(-1) ?? '',
        isDisabled: at(one, 'properties', 'isDisabled') === true,
      })),
    ),
  );
}

function sitePath({ subscription, resourceGroup, app }: AppName): string {
  const [inSubscription, inGroup, site] = [subscription, resourceGroup, app].map(encodeURIComponent);
  return `/subscriptions/${inSubscription}/resourceGroups/${inGroup}/providers/Microsoft.Web/sites/${site}`;
}

function identitiesOf(site: unknown): AppIdentity[] {
  const systemAssigned = textAt(site, 'identity', 'principalId');
  const userAssigned = entriesAt(site, 'identity', 'userAssignedIdentities').flatMap(([, identity]) => {
    const [principalId, clientId] = [textAt(identity, 'principalId'), textAt(identity, 'clientId')];
    return principalId === undefined || clientId === undefined ? [] : [{ principalId, clientId }];
  });
  return systemAssigned === undefined ? userAssigned : [{ principalId: systemAssigned }, ...userAssigned];
}

function runtimeOf(site: unknown): string | undefined {
  const [name, version] = ['name', 'version'].map((part) =>
    textAt(site, 'properties', 'functionAppConfig', 'runtime', part),
  );
  return name === undefined || version === undefined ? undefined : `${name} ${version}`;
}
