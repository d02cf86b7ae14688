// A function app on Flex Consumption, with storage and an identity of the host's own. Storage is not shared between apps:
// it holds the package, and who may write that is the app.

import { Installation, InstanceMemory, NodeVersion } from '../types.bicep'

param installation Installation

@description('Name of the service in azure.yaml that is published to this app.')
param serviceName 'scorer' | 'trainer'

param nodeVersion NodeVersion
param instanceMemoryMB InstanceMemory
param maximumInstanceCount int

@description('Identities that the app\'s own connections sign in as, beside the host\'s.')
param connectionIdentityIds string[]

@description('App settings, but for those of the host.')
param settings object

param applicationInsightsName string

var nameSuffix = installation.nameSuffix
var network = installation.network
var packageContainer = 'app-package'

resource hostIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${serviceName}-host-${nameSuffix}'
  location: installation.location
  tags: installation.tags
}

module hostStorage '../storage/storageAccount.bicep' = {
  name: 'account-host-${serviceName}'
  params: {
    name: 'st${serviceName}${nameSuffix}'
    location: installation.location
    installation: installation
    containerNames: [packageContainer]
    auditedOperations: ['StorageDelete']
  }
}

module hostRoles '../access/hostRoles.bicep' = {
  name: 'roles-host-${serviceName}'
  params: {
    hostPrincipalId: hostIdentity.properties.principalId
    storageAccountName: hostStorage.outputs.name
    applicationInsightsName: applicationInsightsName
  }
}

resource telemetry 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'asp-${serviceName}-${nameSuffix}'
  location: installation.location
  tags: installation.tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${serviceName}-${nameSuffix}'
  location: installation.location
  tags: { ...installation.tags, 'azd-service-name': serviceName }
  kind: 'functionapp,linux'
  dependsOn: [hostRoles]
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: toObject([hostIdentity.id, ...connectionIdentityIds], id => id, id => {})
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: { minTlsVersion: '1.2' }
    virtualNetworkSubnetId: serviceName == 'scorer' ? network.?scorerSubnetId : network.?trainerSubnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.outputs.blobEndpoint}${packageContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: hostIdentity.id }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      scaleAndConcurrency: { instanceMemoryMB: instanceMemoryMB, maximumInstanceCount: maximumInstanceCount }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: {
      ...settings
      AzureWebJobsStorage__blobServiceUri: hostStorage.outputs.blobEndpoint
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: hostIdentity.properties.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: telemetry.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${hostIdentity.properties.clientId}'
      // All of it: by default five invocations a second are kept, and the lines that count rows would not add up.
      OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
      OTEL_TRACES_SAMPLER_ARG: '1.0'
    }
  }

  // Publishing signs in to Microsoft Entra ID; nobody needs a password of the app's.
  resource passwordsForPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource passwordsForFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

// Application Insights has the logs; how many instances there are, and how much memory they take, is told here.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'metrics'
  properties: {
    workspaceId: installation.workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
