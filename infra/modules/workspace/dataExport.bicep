// Data export of SecurityEvent, once to blobs to learn from and once to an event hub to score: a rule has one destination.

param workspaceName string
param storageAccountId string

@description('The namespace, not the hub: the hub is named beside it.')
param eventHubNamespaceId string
param eventHubName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource toStorage 'Microsoft.OperationalInsights/workspaces/dataExports@2025-07-01' = {
  parent: workspace
  name: 'byoml-securityevent-to-storage'
  properties: {
    enable: true
    tableNames: ['SecurityEvent']
    destination: { resourceId: storageAccountId }
  }
}

resource toEventHub 'Microsoft.OperationalInsights/workspaces/dataExports@2025-07-01' = {
  parent: workspace
  name: 'byoml-securityevent-to-eventhub'
  properties: {
    enable: true
    tableNames: ['SecurityEvent']
    destination: { resourceId: eventHubNamespaceId, metaData: { eventHubName: eventHubName } }
  }
}
