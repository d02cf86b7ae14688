import { resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import type { Environment } from '../../../../shared/settings';

/** Where the played deployment is. */
export const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-byoml';
export const clientIds = {
  scorer: 'aaaaaaaa-0000-0000-0000-000000000001',
  trainer: 'aaaaaaaa-0000-0000-0000-000000000002',
};

export const appName = {
  subscription: '11111111-1111-1111-1111-111111111111',
  resourceGroup: 'rg-byoml',
  app: 'byoml-app',
};
export const principalIds = {
  scorer: 'bbbbbbbb-0000-0000-0000-000000000001',
  trainer: 'bbbbbbbb-0000-0000-0000-000000000002',
};

/** Resource ids, as Resource Manager spells them. */
export const ids = {
  app: `${group}/providers/Microsoft.Web/sites/byoml-app`,
  namespace: `${group}/providers/Microsoft.EventHub/namespaces/ns-byoml`,
  exports: `${group}/providers/Microsoft.Storage/storageAccounts/byomlexport`,
  models: `${group}/providers/Microsoft.Storage/storageAccounts/byomlmodels`,
  host: `${group}/providers/Microsoft.Storage/storageAccounts/byomlhost`,
  workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/soc`,
  rule: `${group}/providers/Microsoft.Insights/dataCollectionRules/dcr-findings`,
};
export const hub = `${ids.namespace}/eventhubs/am-securityevent`;
export const consumerGroup = `${hub}/consumergroups/byoml-scorer`;
export const exportRules = `${ids.workspace}/dataExports`;
export const table = `${ids.workspace}/tables/${resultTable}`;
export const roleAssignments =
  '/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleAssignments';
export const listOf = (type: string) => `/subscriptions/${appName.subscription}/providers/${type}`;
export const stream = `Custom-${resultTable}`;

export const appSettings: Environment = {
  AzureWebJobsStorage__accountName: 'byomlhost',
  AzureWebJobsStorage__credential: 'managedidentity',
  AzureWebJobsStorage__clientId: clientIds.scorer,
  EVENTHUB__fullyQualifiedNamespace: 'ns-byoml.servicebus.windows.net',
  EVENTHUB__credential: 'managedidentity',
  EVENTHUB__clientId: clientIds.scorer,
  EXPORT_STORAGE__blobServiceUri: 'https://byomlexport.blob.core.windows.net',
  EXPORT_STORAGE__clientId: clientIds.trainer,
  MODEL_STORAGE__blobServiceUri: 'https://byomlmodels.blob.core.windows.net',
  MODEL_STORAGE__clientId: clientIds.trainer,
  LOGS_INGESTION_ENDPOINT: 'https://dcr-findings-abcd.westeurope-1.ingest.monitor.azure.com',
  LOGS_INGESTION_RULE_ID: 'dcr-0123456789abcdef0123456789abcdef',
  LOGS_INGESTION__clientId: clientIds.scorer,
};
