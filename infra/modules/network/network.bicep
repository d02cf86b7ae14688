// The virtual network that the apps send from, and where storage, event hub and Azure Monitor have private addresses.

import { PrivateNetwork } from '../types.bicep'

param nameSuffix string
param location string
param tags object

@description('Addresses of the virtual network, in CIDR notation: a /24 or larger.')
param addressPrefix string

// Names by cloud: https://learn.microsoft.com/azure/private-link/private-endpoint-dns
var zonesByCloud = {
  AzureCloud: {
    eventHubs: 'privatelink.servicebus.windows.net'
    monitor: [
      'privatelink.monitor.azure.com'
      'privatelink.oms.opinsights.azure.com'
      'privatelink.ods.opinsights.azure.com'
      'privatelink.agentsvc.azure-automation.net'
    ]
  }
  AzureUSGovernment: {
    eventHubs: 'privatelink.servicebus.usgovcloudapi.net'
    monitor: [
      'privatelink.monitor.azure.us'
      'privatelink.oms.opinsights.azure.us'
      'privatelink.ods.opinsights.azure.us'
      'privatelink.agentsvc.azure-automation.us'
    ]
  }
  AzureChinaCloud: {
    eventHubs: 'privatelink.servicebus.chinacloudapi.cn'
    monitor: [
      'privatelink.monitor.azure.cn'
      'privatelink.oms.opinsights.azure.cn'
      'privatelink.ods.opinsights.azure.cn'
      'privatelink.agentsvc.azure-automation.cn'
    ]
  }
}
var zones = zonesByCloud[environment().name]

// An app on Flex Consumption sends from a subnet that is delegated to it alone.
var appSubnet = {
  networkSecurityGroup: { id: securityGroup.id }
  delegations: [{ name: 'flexConsumption', properties: { serviceName: 'Microsoft.App/environments' } }]
}

resource securityGroup 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: 'nsg-${nameSuffix}'
  location: location
  tags: tags
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: 'vnet-${nameSuffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      { name: 'snet-scorer', properties: { ...appSubnet, addressPrefix: cidrSubnet(addressPrefix, 26, 0) } }
      { name: 'snet-trainer', properties: { ...appSubnet, addressPrefix: cidrSubnet(addressPrefix, 26, 1) } }
      {
        name: 'snet-endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 2)
          networkSecurityGroup: { id: securityGroup.id }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource scorerSubnet 'subnets' existing = { name: 'snet-scorer' }
  resource trainerSubnet 'subnets' existing = { name: 'snet-trainer' }
  resource endpointSubnet 'subnets' existing = { name: 'snet-endpoints' }
}

module blobZone 'dnsZone.bicep' = {
  name: 'zone-blob'
  params: {
    name: 'privatelink.blob.${environment().suffixes.storage}'
    tags: tags
    virtualNetworkId: virtualNetwork.id
  }
}

module eventHubsZone 'dnsZone.bicep' = {
  name: 'zone-eventhubs'
  params: { name: zones.eventHubs, tags: tags, virtualNetworkId: virtualNetwork.id }
}

module monitorZones 'dnsZone.bicep' = [
  for index in range(0, 4): {
    name: 'zone-monitor-${index}'
    params: { name: zones.monitor[index], tags: tags, virtualNetworkId: virtualNetwork.id }
  }
]

output network PrivateNetwork = {
  location: location
  scorerSubnetId: virtualNetwork::scorerSubnet.id
  trainerSubnetId: virtualNetwork::trainerSubnet.id
  endpointSubnetId: virtualNetwork::endpointSubnet.id
  blobZoneId: blobZone.outputs.id
  eventHubsZoneId: eventHubsZone.outputs.id
  monitorZoneIds: [
    monitorZones[0].outputs.id
    monitorZones[1].outputs.id
    monitorZones[2].outputs.id
    monitorZones[3].outputs.id
    blobZone.outputs.id
  ]
}
