// All rights of the scorer and the trainer, each on no more than its hub, container or rule. SECURITY.md says what for.

@description('Object id of the identity that receives events and sends findings.')
param scorerPrincipalId string

@description('Object id of the identity that reads exported rows and publishes models.')
param trainerPrincipalId string

@description('Whether scorer and trainer are apps of their own. In one app, models, dead letters and the journal are reached by one connection and so as one identity, the trainer\'s.')
param separateTrainer bool

param eventHubNamespaceName string
param eventHubName string
param dataCollectionRuleName string
param exportAccountName string
param exportContainerName string
param modelAccountName string
param modelContainerName string
param deadLetterContainerName string
param journalContainerName string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var eventHubsDataReceiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var storageBlobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

var parkingPrincipalId = separateTrainer ? scorerPrincipalId : trainerPrincipalId

resource namespace 'Microsoft.EventHub/namespaces@2026-01-01' existing = {
  name: eventHubNamespaceName

  resource hub 'eventhubs' existing = { name: eventHubName }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' existing = {
  name: dataCollectionRuleName
}

resource exportAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: exportAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource rows 'containers' existing = { name: exportContainerName }
  }
}

resource modelAccount 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: modelAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource models 'containers' existing = { name: modelContainerName }
    resource deadLetters 'containers' existing = { name: deadLetterContainerName }
    resource journal 'containers' existing = { name: journalContainerName }
  }
}

resource scorerReceivesEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::hub
  name: guid(namespace::hub.id, scorerPrincipalId, eventHubsDataReceiver)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', eventHubsDataReceiver)
    principalId: scorerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource scorerSendsFindings 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: rule
  name: guid(rule.id, scorerPrincipalId, monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: scorerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource scorerReadsModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (separateTrainer) {
  scope: modelAccount::blobs::models
  name: guid(modelAccount::blobs::models.id, scorerPrincipalId, storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataReader)
    principalId: scorerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource scorerParksMessages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelAccount::blobs::deadLetters
  name: guid(modelAccount::blobs::deadLetters.id, parkingPrincipalId, storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
    principalId: parkingPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource scorerKeepsJournal 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelAccount::blobs::journal
  name: guid(modelAccount::blobs::journal.id, parkingPrincipalId, storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
    principalId: parkingPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource trainerReadsExport 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: exportAccount::blobs::rows
  name: guid(exportAccount::blobs::rows.id, trainerPrincipalId, storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataReader)
    principalId: trainerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource trainerPublishesModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelAccount::blobs::models
  name: guid(modelAccount::blobs::models.id, trainerPrincipalId, storageBlobDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
    principalId: trainerPrincipalId
    principalType: 'ServicePrincipal'
  }
}
