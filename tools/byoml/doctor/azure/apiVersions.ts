/** The versions of Resource Manager's interfaces that answers are read by. */
export const apiVersions = {
  'Microsoft.Authorization/roleAssignments': '2022-04-01',
  'Microsoft.Authorization/roleDefinitions': '2022-04-01',
  'Microsoft.EventHub/namespaces': '2024-01-01',
  'Microsoft.EventHub/namespaces/eventhubs': '2024-01-01',
  'Microsoft.EventHub/namespaces/eventhubs/consumergroups': '2024-01-01',
  'Microsoft.EventHub/namespaces/networkRuleSets': '2024-01-01',
  'Microsoft.Insights/dataCollectionEndpoints': '2023-03-11',
  'Microsoft.Insights/dataCollectionRules': '2023-03-11',
  'Microsoft.Insights/diagnosticSettings': '2021-05-01-preview',
  'Microsoft.Insights/metrics': '2018-01-01',
  'Microsoft.OperationalInsights/workspaces': '2025-07-01',
  'Microsoft.OperationalInsights/workspaces/dataExports': '2025-07-01',
  'Microsoft.OperationalInsights/workspaces/tables': '2025-07-01',
  'Microsoft.Storage/storageAccounts': '2024-01-01',
  'Microsoft.Web/sites': '2024-04-01',
  'Microsoft.Web/sites/config': '2024-04-01',
  'Microsoft.Web/sites/functions': '2024-04-01',
} as const;

export type ResourceType = keyof typeof apiVersions;
