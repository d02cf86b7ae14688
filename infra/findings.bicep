// Where findings go: the result table and the data collection rule that the Logs Ingestion output binding writes to.
// az deployment group create --resource-group <of the workspace> --template-file infra/findings.bicep \
//   --parameters workspaceName=<name> scorerPrincipalId=<object id of the function app's identity>

@description('Name of the Log Analytics workspace that Microsoft Sentinel runs on, in this resource group.')
param workspaceName string

@description('Region of the workspace: a rule must be where its workspace is.')
param location string = resourceGroup().location

@description('Object id of the identity that writes findings; empty to assign the role elsewhere.')
param scorerPrincipalId string = ''

@description('Days that findings are kept for queries.')
@minValue(4)
@maxValue(730)
param retentionInDays int = 90

var tableName = 'AnomalousResourceAccessResult_CL'
var streamName = 'Custom-${tableName}'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

var columns = [
  { name: 'TimeGenerated', type: 'datetime' }
  { name: 'TimeStamp', type: 'datetime' }
  { name: 'RecordId', type: 'string' }
  { name: 'Kind', type: 'string' }
  { name: 'User', type: 'string' }
  { name: 'Resource', type: 'string' }
  { name: 'AnomalyScore', type: 'real' }
  { name: 'PValue', type: 'real' }
  { name: 'Percentile', type: 'real' }
  { name: 'Reason', type: 'string' }
  { name: 'Reasons', type: 'dynamic' }
  { name: 'Explanation', type: 'string' }
  { name: 'Computer', type: 'string' }
  { name: 'ShareName', type: 'string' }
  { name: 'IpAddress', type: 'string' }
  { name: 'AccessCount', type: 'int' }
  { name: 'FirstAccess', type: 'datetime' }
  { name: 'LastAccess', type: 'datetime' }
  { name: 'TenantKey', type: 'string' }
  { name: 'ModelVersion', type: 'string' }
  { name: 'Detector', type: 'string' }
  { name: 'Truncated', type: 'boolean' }
  { name: 'ScoredAt', type: 'datetime' }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource table 'Microsoft.OperationalInsights/workspaces/tables@2025-07-01' = {
  parent: workspace
  name: tableName
  properties: {
    plan: 'Analytics'
    retentionInDays: retentionInDays
    schema: {
      name: tableName
      // A table spells the type dateTime, a stream datetime.
      columns: [for column in columns: { name: column.name, type: column.type == 'datetime' ? 'dateTime' : column.type }]
    }
  }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: 'dcr-share-access-findings'
  location: location
  kind: 'Direct'
  dependsOn: [table]
  properties: {
    streamDeclarations: { '${streamName}': { columns: columns } }
    destinations: { logAnalytics: [{ workspaceResourceId: workspace.id, name: 'workspace' }] }
    dataFlows: [
      { streams: [streamName], destinations: ['workspace'], transformKql: 'source', outputStream: streamName }
    ]
  }
}

resource mayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(scorerPrincipalId)) {
  scope: rule
  name: guid(rule.id, scorerPrincipalId, monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: scorerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('App setting LOGS_INGESTION_ENDPOINT.')
output logsIngestionEndpoint string = rule.properties.endpoints.logsIngestion

@description('App setting LOGS_INGESTION_RULE_ID.')
output logsIngestionRuleId string = rule.properties.immutableId

@description('App setting LOGS_INGESTION_STREAM.')
output logsIngestionStream string = streamName
