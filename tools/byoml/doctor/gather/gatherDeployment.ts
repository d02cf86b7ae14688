import type { Environment } from '../../../../shared/settings';
import type { AzureClient } from '../azure/azureClient';
import type { Cloud } from '../azure/cloud';
import { subscriptionOf } from '../azure/resourceId';
import { connectionsOf } from '../connections';
import { type AppFacts, type Deployment, heldRolesKey } from '../deployment';
import { derived, type Fact, known, knownValue, unknown } from '../fact';
import { type AppName, readAppSettings, readFunctionApp, readFunctions } from '../facts/functionApp';
import { type HeldRole, readHeldRoles } from '../facts/roles';
import { roleNeeds } from '../roleNeeds';
import { type DataPlane, ownDataPlane } from './dataPlane';
import { gatherHub } from './gatherHub';
import { gatherRule } from './gatherRule';
import { gatherStorage } from './gatherStorage';
import { gatherWorkspace } from './gatherWorkspace';

/** What is asked, and of whom. */
export interface Question {
  /** Undefined to leave the app itself unchecked. */
  readonly app: AppName | undefined;
  /** The app's settings; undefined to ask the app for them. */
  readonly settings: Environment | undefined;
  /** Who we are: whether the environment is one of Azure's. */
  readonly surroundings: Environment;
  /** Where resources are looked for. */
  readonly subscriptions: readonly string[];
  readonly cloud: Cloud;
  readonly resourceManager: AzureClient;
  readonly logAnalytics: AzureClient;
  readonly dataPlane?: DataPlane;
  readonly now: Date;
}

/** Looks at all there is. Nothing is changed, and nothing that goes wrong is thrown: it is told by the facts. */
export async function gatherDeployment(question: Question): Promise<Deployment> {
  const { resourceManager, logAnalytics, subscriptions, cloud, dataPlane = ownDataPlane, now } = question;
  const app = await gatherApp(question);
  const own = derived(app.settings, (settings) => known(asWeSignIn(settings, question.surroundings)));
  const connections = connectionsOf(own, cloud);
  const asking = { connections, subscriptions, resourceManager, logAnalytics, dataPlane, now };
  const [hub, rule, storage] = await Promise.all([gatherHub(asking), gatherRule(asking), gatherStorage(asking)]);
  const workspace = await gatherWorkspace(asking, rule, storage, knownValue(app.settings) ?? {});
  const facts = { now, app, connections, hub, rule, workspace, storage };
  const heldRoles = await gatherHeldRoles(resourceManager, { ...facts, clockSkew: undefined });
  return { ...facts, heldRoles, clockSkew: resourceManager.clockSkew };
}

async function gatherApp({ app: name, settings, resourceManager }: Question): Promise<AppFacts> {
  if (name === undefined) {
    const unnamed = unknown('no app is named: give --app, --resource-group and --subscription');
    return { name, app: unnamed, functions: unnamed, settings: known(settings ?? {}) };
  }
  const [app, functions, ownSettings] = await Promise.all([
    readFunctionApp(resourceManager, name),
    readFunctions(resourceManager, name),
    settings === undefined ? readAppSettings(resourceManager, name) : known(settings),
  ]);
  return { name, app, functions, settings: ownSettings };
}

/** The app's settings with our own surroundings, which say who signs in. */
function asWeSignIn(settings: Environment, { IDENTITY_ENDPOINT, WEBSITE_SITE_NAME }: Environment): Environment {
  return { ...settings, IDENTITY_ENDPOINT, WEBSITE_SITE_NAME };
}

async function gatherHeldRoles(
  client: AzureClient,
  deployment: Omit<Deployment, 'heldRoles'>,
): Promise<ReadonlyMap<string, Fact<readonly HeldRole[]>>> {
  const held = new Map<string, Promise<Fact<readonly HeldRole[]>>>();
  for (const need of roleNeeds(deployment)) {
    const [scope, who] = [knownValue(need.scope), knownValue(need.signsInAs)];
    const subscription = scope && subscriptionOf(scope);
    if (subscription === undefined || who?.kind !== 'identity') continue;
    const { principalId } = who.identity;
    const key = heldRolesKey(subscription, principalId);
    if (!held.has(key)) held.set(key, readHeldRoles(client, subscription, principalId));
  }
  const keys = [...held.keys()];
  const roles = await Promise.all(held.values());
  return new Map(keys.map((key, index) => [key, roles[index]!]));
}
