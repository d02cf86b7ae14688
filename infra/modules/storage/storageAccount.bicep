// A storage account for blobs: its containers, its audit log, and where the network is private its endpoint.

import { Installation } from '../types.bicep'

@minLength(3)
@maxLength(24)
param name string
param location string
param installation Installation

param containerNames string[]

@description('Whether requests may be signed with an account key, and not by an identity alone.')
param allowSharedKeyAccess bool = false

@description('Whether Azure services that Azure itself trusts get through the firewall: data export does, and needs to.')
param letTrustedServicesIn bool = false

@description('Whether what is overwritten or deleted is kept for two weeks.')
param keepEarlierVersions bool = false

@description('Operations on blobs that are logged: StorageRead, StorageWrite, StorageDelete.')
param auditedOperations string[]

var network = installation.network
var isPrivate = network != null
var keeping = keepEarlierVersions ? { enabled: true, days: 14 } : { enabled: false }

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: installation.tags
  kind: 'StorageV2'
  sku: { name: installation.storageRedundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: allowSharedKeyAccess
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Disabled would shut out trusted services too; Enabled with the default action Deny lets in them alone.
    publicNetworkAccess: isPrivate && !letTrustedServicesIn ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      bypass: letTrustedServicesIn ? 'AzureServices' : 'None'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: keepEarlierVersions
    deleteRetentionPolicy: keeping
    containerDeleteRetentionPolicy: keeping
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for container in containerNames: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'audit'
  properties: {
    workspaceId: installation.workspaceId
    logs: [for operation in auditedOperations: { category: operation, enabled: true }]
  }
}

module endpoint '../network/privateEndpoint.bicep' = if (isPrivate) {
  name: 'endpoint-${name}'
  params: {
    name: 'pep-${name}'
    location: network!.location
    tags: installation.tags
    subnetId: network!.endpointSubnetId
    targetId: account.id
    groupId: 'blob'
    zoneIds: [network!.blobZoneId]
  }
}

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
