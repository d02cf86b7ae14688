import { assignment, container, roles } from './builtInRoles';
import { hub, ids, principalIds } from './names';
import {
  type Body,
  change,
  itFinds,
  place,
  quoted,
  remove,
  replace,
  rolesBut,
  setAppSettings,
  setting,
} from './planting';

const models = container(ids.models, 'models');
const giveRole = (who: string, role: string, scope: string) =>
  `az role assignment create --assignee-object-id ${who} --assignee-principal-type ServicePrincipal --role ${quoted(role)} --scope ${scope}`;

itFinds([
  [
    'the app stands still',
    change(ids.app, ({ properties }) => (properties.state = 'Stopped')),
    'function app',
    /Stopped/,
    `az functionapp start --name byoml-app ${place}`,
  ],
  ['there is no such app', remove(ids.app), 'function app', /no such app/, 'az functionapp list --output table'],
  [
    'it runs on a Node.js that has ended',
    change(ids.app, ({ properties }) => (properties.functionAppConfig.runtime.version = '20')),
    'function app',
    /node 20; the app takes node 22 or node 24/,
    `az functionapp runtime config set --name byoml-app ${place} --runtime-version 24`,
  ],
  [
    'nothing is published',
    replace(`${ids.app}/functions`, () => []),
    'functions',
    /has not loaded scoreEvents, gatherCases, retrainModels/,
    'func azure functionapp publish byoml-app --javascript',
  ],
  [
    'all functions are switched off',
    change(`${ids.app}/functions`, (all) => all.map((one: Body) => (one.properties.isDisabled = true))),
    'functions',
    /all are switched off/,
    `${setAppSettings} AzureWebJobs.scoreEvents.Disabled=false AzureWebJobs.gatherCases.Disabled=false AzureWebJobs.retrainModels.Disabled=false`,
  ],
  [
    'a setting is malformed',
    setting('LOOKBACK_DAYS', 'many'),
    'settings',
    /LOOKBACK_DAYS is "many"/,
    `${setAppSettings} LOOKBACK_DAYS=VALUE`,
  ],
  [
    'a setting is missing',
    setting('LOGS_INGESTION_RULE_ID', ''),
    'settings',
    /LOGS_INGESTION_RULE_ID is missing/,
    `${setAppSettings} LOGS_INGESTION_RULE_ID=VALUE`,
  ],
  [
    'a schedule has five fields',
    setting('RETRAIN_SCHEDULE', '30 2 * * *'),
    'settings',
    /^RETRAIN_SCHEDULE: .*six fields/,
    `${setAppSettings} RETRAIN_SCHEDULE=VALUE`,
  ],
  [
    'a parameter of training is none',
    setting('TRAINING_PARAMETERS', '{"rank":0}'),
    'settings',
    /^TRAINING_PARAMETERS: .*rank/,
    `${setAppSettings} TRAINING_PARAMETERS=VALUE`,
  ],
  [
    'a container is named wrong',
    setting('DEAD_LETTER_CONTAINER', 'Dead_Letters'),
    'settings',
    /DEAD_LETTER_CONTAINER is "Dead_Letters"/,
    `${setAppSettings} DEAD_LETTER_CONTAINER=VALUE`,
  ],
  [
    'a role is missing on the hub',
    rolesBut(hub),
    'role on the event hub',
    /bbbbbbbb-0000-0000-0000-000000000001 may not do what Azure Event Hubs Data Receiver/,
    giveRole(principalIds.scorer, 'Azure Event Hubs Data Receiver', hub),
  ],
  [
    'a role is on another container',
    rolesBut(models),
    'role on the models',
    /may not do what Storage Blob Data Contributor/,
    giveRole(principalIds.trainer, 'Storage Blob Data Contributor', models),
  ],
  [
    'a role is given to the other identity',
    rolesBut(hub, assignment(roles.receiver, principalIds.trainer, hub)),
    'role on the event hub',
    /bbbbbbbb-0000-0000-0000-000000000001 may not/,
    giveRole(principalIds.scorer, 'Azure Event Hubs Data Receiver', hub),
  ],
  [
    'a role is too small',
    rolesBut(models, assignment(roles.reader, principalIds.trainer, models)),
    'role on the models',
    /Storage Blob Data Contributor/,
    giveRole(principalIds.trainer, 'Storage Blob Data Contributor', models),
  ],
  [
    'the host may not do all with its storage',
    rolesBut(ids.host, assignment(roles.contributor, principalIds.scorer, ids.host)),
    "role on the host's storage",
    /Storage Blob Data Owner/,
    giveRole(principalIds.scorer, 'Storage Blob Data Owner', ids.host),
  ],
  [
    'the rule may not be written to',
    rolesBut(ids.rule),
    'role on the data collection rule',
    /Monitoring Metrics Publisher/,
    giveRole(principalIds.scorer, 'Monitoring Metrics Publisher', ids.rule),
  ],
  [
    'a setting names an identity that the app has not',
    setting('EVENTHUB__clientId', 'dddddddd-0000-0000-0000-000000000001'),
    'role on the event hub',
    /EVENTHUB__clientId is dddddddd-0000-0000-0000-000000000001, which is none of the app's/,
    `az functionapp identity assign --name byoml-app ${place} --identities RESOURCE_ID_OF_THE_IDENTITY`,
  ],
  [
    'the app has no identity to sign in as',
    setting('EVENTHUB__clientId', ''),
    'role on the event hub',
    /no system-assigned identity, and EVENTHUB__clientId names no other/,
    `az functionapp identity assign --name byoml-app ${place}`,
  ],
  [
    'the clock here is wrong',
    (world) => (world.azure.clockAhead = 11 * 60_000),
    'clock of this machine',
    /^it is 11 minutes behind Azure's/,
    'sudo timedatectl set-ntp true',
  ],
]);
