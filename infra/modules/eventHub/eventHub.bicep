// The event hub that data export writes to, and the scorer's own consumer group of it.

import { Installation } from '../types.bicep'

param installation Installation

@description('Partitions of the hub; as many instances can score at once. It cannot be changed later.')
@minValue(1)
@maxValue(32)
param partitionCount int

@description('Hours that the hub keeps messages, and so the longest outage that loses none.')
@minValue(1)
@maxValue(168)
param retentionInHours int

@description('Most throughput units, of 1 MB/s each, that the namespace grows to by itself.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int

var namespaceName = 'evhns-${installation.nameSuffix}'
var eventHubName = 'am-securityevent'
var consumerGroup = 'byoml-scorer'
var network = installation.network
var isPrivate = network != null

resource namespace 'Microsoft.EventHub/namespaces@2026-01-01' = {
  name: namespaceName
  location: installation.workspaceLocation
  tags: installation.tags
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: {
    isAutoInflateEnabled: true
    maximumThroughputUnits: maximumThroughputUnits
    minimumTlsVersion: '1.2'
    // Data export signs in by a key that it lists itself (namespaces/authorizationRules/listkeys); the app has none.
    disableLocalAuth: false
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }

  // Without an address rule the default action Deny would let everybody in; public access must be off as a whole.
  resource firewall 'networkRuleSets' = {
    name: 'default'
    properties: {
      publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      trustedServiceAccessEnabled: true
    }
  }

  resource hub 'eventhubs' = {
    name: eventHubName
    properties: {
      partitionCount: partitionCount
      retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: retentionInHours }
    }

    resource scorersGroup 'consumergroups' = {
      name: consumerGroup
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'audit'
  properties: {
    workspaceId: installation.workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    // Who changed the namespace, or listed its keys; who sent and received is logged for Premium namespaces only.
    logs: [{ category: 'OperationalLogs', enabled: true }]
  }
}

module endpoint '../network/privateEndpoint.bicep' = if (isPrivate) {
  name: 'endpoint-eventhub'
  params: {
    name: 'pep-${namespaceName}'
    location: network!.location
    tags: installation.tags
    subnetId: network!.endpointSubnetId
    targetId: namespace.id
    groupId: 'namespace'
    zoneIds: [network!.eventHubsZoneId]
  }
}

output namespaceId string = namespace.id
output connection {
  namespaceName: string
  fullyQualifiedNamespace: string
  eventHubName: string
  consumerGroup: string
} = {
  namespaceName: namespace.name
  // The host name as this cloud spells it.
  fullyQualifiedNamespace: split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]
  eventHubName: eventHubName
  consumerGroup: consumerGroup
}
