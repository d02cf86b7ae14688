// A private address for a resource in the virtual network, and the records of it in the zones.

param name string
param location string
param tags object
param subnetId string

@description('Resource that the endpoint leads to.')
param targetId string

@description('Part of the resource that is reached: blob, namespace, azuremonitor.')
param groupId string

@description('Private DNS zones that get a record of the endpoint.')
param zoneIds string[]

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    customNetworkInterfaceName: '${name}-nic'
    privateLinkServiceConnections: [
      { name: groupId, properties: { privateLinkServiceId: targetId, groupIds: [groupId] } }
    ]
  }
}

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      for (zoneId, index) in zoneIds: { name: 'zone${index}', properties: { privateDnsZoneId: zoneId } }
    ]
  }
}
