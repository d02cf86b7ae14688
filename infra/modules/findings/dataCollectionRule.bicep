// What the scorer sends findings to: a rule that is reached itself or, in a private network, through an endpoint.

import { Installation } from '../types.bicep'

param installation Installation

@description('Table that findings go to, which must be there.')
param tableName string

var isPrivate = installation.network != null
var stream = 'Custom-${tableName}'

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2024-03-11' = if (isPrivate) {
  name: 'dce-${installation.nameSuffix}'
  location: installation.workspaceLocation
  tags: installation.tags
  properties: {
    networkAcls: { publicNetworkAccess: 'Disabled' }
  }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  // A rule never changes its kind, so that each has a name of its own.
  name: isPrivate ? 'dcr-findings-private-${installation.nameSuffix}' : 'dcr-findings-${installation.nameSuffix}'
  location: installation.workspaceLocation
  tags: installation.tags
  kind: isPrivate ? null : 'Direct'
  properties: {
    dataCollectionEndpointId: isPrivate ? endpoint.id : null
    streamDeclarations: { '${stream}': { columns: loadJsonContent('columns.json') } }
    destinations: { logAnalytics: [{ workspaceResourceId: installation.workspaceId, name: 'workspace' }] }
    dataFlows: [{ streams: [stream], destinations: ['workspace'], transformKql: 'source', outputStream: stream }]
  }
}

// What was accepted and then dropped is told nowhere else.
resource errors 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: rule
  name: 'errors'
  properties: {
    workspaceId: installation.workspaceId
    logs: [{ category: 'LogErrors', enabled: true }]
  }
}

output connection { ruleName: string, endpoint: string, ruleId: string, stream: string } = {
  ruleName: rule.name
  endpoint: isPrivate ? endpoint!.properties.logsIngestion.endpoint : rule.properties.endpoints.logsIngestion
  ruleId: rule.properties.immutableId
  stream: stream
}

@description('Data collection endpoint; null where there is none.')
output endpointId string? = isPrivate ? endpoint.id : null
