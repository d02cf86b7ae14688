// A private DNS zone that is asked in one virtual network.

param name string
param tags object
param virtualNetworkId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: name
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'apps'
  location: 'global'
  tags: tags
  properties: {
    virtualNetwork: { id: virtualNetworkId }
    registrationEnabled: false
  }
}

output id string = zone.id
