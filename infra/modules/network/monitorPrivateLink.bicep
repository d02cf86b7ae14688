// Azure Monitor over private link: what the apps send findings and telemetry to has addresses in the virtual network, and
// from there nothing else of Azure Monitor takes data in.

import { Installation } from '../types.bicep'

param installation Installation

@description('Data collection endpoint and Application Insights component that are reached.')
param linkedResourceIds string[]

var network = installation.network!

resource privateLinkScope 'Microsoft.Insights/privateLinkScopes@2021-09-01' = {
  name: 'ampls-${installation.nameSuffix}'
  location: 'global'
  tags: installation.tags
  properties: {
    accessModeSettings: { ingestionAccessMode: 'PrivateOnly', queryAccessMode: 'Open' }
  }
}

@batchSize(1)
resource linked 'Microsoft.Insights/privateLinkScopes/scopedResources@2021-09-01' = [
  for linkedId in linkedResourceIds: {
    parent: privateLinkScope
    name: last(split(linkedId, '/'))
    properties: { linkedResourceId: linkedId }
  }
]

module endpoint 'privateEndpoint.bicep' = {
  name: 'endpoint-monitor'
  dependsOn: [linked]
  params: {
    name: 'pep-monitor-${installation.nameSuffix}'
    location: network.location
    tags: installation.tags
    subnetId: network.endpointSubnetId
    targetId: privateLinkScope.id
    groupId: 'azuremonitor'
    zoneIds: network.monitorZoneIds
  }
}
