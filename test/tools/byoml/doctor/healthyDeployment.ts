import { resultColumns } from '../../../../shared/detectors/resourceAccess/columns';
import { assignment, container, roles } from './builtInRoles';
import {
  appSettings,
  clientIds,
  consumerGroup,
  exportRules,
  group,
  hub,
  ids,
  listOf,
  principalIds,
  roleAssignments,
  stream,
  table,
} from './names';

/** Fresh bodies of all resources of a deployment that lacks nothing, by path. */
export function healthyResources(): Map<string, unknown> {
  return structuredClone(
    new Map<string, unknown>([
      [ids.app, functionApp],
      [`${ids.app}/config/appsettings/list`, { id: ids.app, properties: appSettings }],
      [`${ids.app}/functions`, functions],
      [listOf('Microsoft.Storage/storageAccounts'), [ids.host, ids.exports, ids.models].map(storageAccount)],
      [listOf('Microsoft.EventHub/namespaces'), [namespace]],
      [
        `${ids.namespace}/networkRuleSets/default`,
        { properties: { defaultAction: 'Allow', publicNetworkAccess: 'Enabled' } },
      ],
      [hub, eventHub],
      [consumerGroup, { id: consumerGroup, name: 'byoml-scorer', properties: {} }],
      [
        listOf('Microsoft.Insights/dataCollectionRules'),
        [{ id: `${ids.rule}-other`, properties: { immutableId: 'dcr-1' } }, rule],
      ],
      [`${ids.rule}/providers/Microsoft.Insights/diagnosticSettings`, diagnosticSettings],
      [`${ids.rule}/providers/Microsoft.Insights/metrics`, metrics],
      [
        ids.workspace,
        {
          id: ids.workspace,
          location: 'westeurope',
          properties: { customerId: 'cccccccc-0000-0000-0000-000000000001' },
        },
      ],
      [exportRules, [otherExport, exportToStorage, exportToHub]],
      [`${ids.workspace}/tables/SecurityEvent`, { properties: { plan: 'Analytics', schema: { standardColumns: [] } } }],
      [table, resultTableBody],
      [roleAssignments, assignments],
      ...Object.values(roles).map((one) => [one.id, one] as const),
    ]),
  );
}

/** What the workspace answers to queries, by a part of each. */
export const healthyRows = {
  'FileShareRows = countif': { Rows: 250_000, FileShareRows: 1_200 },
  'max(ScoredAt)': { Rows: 31, Newest: new Date(Date.now() - 3_600_000).toISOString() },
  'EventID == 5140 | summarize Rows': { Rows: 4 },
};

const functionApp = {
  id: ids.app,
  location: 'West Europe',
  identity: {
    type: 'UserAssigned',
    userAssignedIdentities: Object.fromEntries(
      (['scorer', 'trainer'] as const).map((who) => [
        `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${who}`,
        { principalId: principalIds[who], clientId: clientIds[who] },
      ]),
    ),
  },
  properties: {
    state: 'Running',
    defaultHostName: 'byoml-app.azurewebsites.net',
    functionAppConfig: { runtime: { name: 'node', version: '24' } },
  },
};

const functions = ['scoreEvents', 'gatherCases', 'retrainModels'].map((name) => ({
  name: `byoml-app/${name}`,
  properties: { isDisabled: false, language: 'node' },
}));

function storageAccount(id: string) {
  return {
    id,
    name: id.split('/').at(-1),
    location: 'westeurope',
    sku: { name: 'Standard_ZRS', tier: 'Standard' },
    properties: {
      networkAcls: { defaultAction: 'Deny', bypass: 'Logging, AzureServices' },
      publicNetworkAccess: 'Enabled',
    },
  };
}

const namespace = {
  id: ids.namespace,
  name: 'ns-byoml',
  location: 'West Europe',
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 },
  properties: { disableLocalAuth: false },
};

const eventHub = {
  id: hub,
  name: 'am-securityevent',
  properties: {
    status: 'Active',
    partitionCount: 2,
    messageRetentionInDays: 7,
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 168 },
  },
};

const columns = resultColumns.map(({ name, type }) => ({ name, type }));

const rule = {
  id: ids.rule,
  name: 'dcr-findings',
  kind: 'Direct',
  location: 'westeurope',
  properties: {
    immutableId: appSettings.LOGS_INGESTION_RULE_ID,
    endpoints: { logsIngestion: appSettings.LOGS_INGESTION_ENDPOINT },
    streamDeclarations: { [stream]: { columns } },
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: ids.workspace }] },
    dataFlows: [{ streams: [stream], destinations: ['workspace'], transformKql: 'source', outputStream: stream }],
  },
};

const diagnosticSettings = [
  { properties: { workspaceId: ids.workspace, logs: [{ category: 'LogErrors', enabled: true }] } },
];

const metrics = {
  value: [
    {
      name: { value: 'RowsReceived_Count' },
      timeseries: [{ data: [{ total: 20 }, { timeStamp: 'x' }, { total: 11 }] }],
    },
    { name: { value: 'RowsDropped_Count' }, timeseries: [{ data: [{ total: 0 }] }] },
  ],
};

const exportToStorage = exportRule('byoml-securityevent-to-storage', {
  resourceId: ids.exports,
  type: 'StorageAccount',
  metaData: {},
});
const exportToHub = exportRule('byoml-securityevent-to-eventhub', {
  resourceId: ids.namespace,
  type: 'EventHub',
  metaData: { eventHubName: 'am-securityevent' },
});
const otherExport = exportRule('heartbeats', { resourceId: `${ids.host}other`, type: 'StorageAccount' }, ['Heartbeat']);

function exportRule(name: string, destination: object, tableNames = ['SecurityEvent']) {
  return { id: `${exportRules}/${name}`, name, properties: { destination, tableNames, enable: true } };
}

const resultTableBody = {
  id: table,
  properties: {
    plan: 'Analytics',
    schema: {
      tableSubType: 'DataCollectionRuleBased',
      // Log Analytics tells TimeGenerated among the columns that every table has.
      standardColumns: [
        { name: 'TenantId', type: 'guid' },
        { name: 'TimeGenerated', type: 'dateTime' },
      ],
      columns: columns
        .filter(({ name }) => name !== 'TimeGenerated')
        .map(({ name, type }) => ({ name, type: type === 'datetime' ? 'dateTime' : type })),
    },
  },
};

const assignments = [
  assignment(roles.receiver, principalIds.scorer, hub),
  assignment(roles.owner, principalIds.scorer, ids.host),
  assignment(roles.publisher, principalIds.scorer, ids.rule),
  assignment(roles.reader, principalIds.trainer, container(ids.exports, 'am-securityevent')),
  ...['models', 'dead-letters', 'journal'].map((name) =>
    assignment(roles.contributor, principalIds.trainer, container(ids.models, name)),
  ),
];
