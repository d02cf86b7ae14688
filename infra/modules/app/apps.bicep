// The function app, or with a separate trainer the two: what they sign in as, what that may do, and where they lead.

import { OptionalSettings } from 'settings.bicep'
import { Installation, InstanceMemory, NodeVersion } from '../types.bicep'

param installation Installation
param nodeVersion NodeVersion
param scorerMemoryMB InstanceMemory
param trainerMemoryMB InstanceMemory

@description('Partitions of the event hub: no more instances can score at once.')
param partitionCount int
param separateTrainer bool
param lookbackDays int
param optionalSettings OptionalSettings
param applicationInsightsName string

@description('Where events come from.')
param eventHub { namespaceName: string, fullyQualifiedNamespace: string, eventHubName: string, consumerGroup: string }

@description('Where exported rows are read.')
param exportStorage { accountName: string, blobEndpoint: string, container: string }

@description('Where models, dead letters and the journal are kept.')
param modelStorage {
  accountName: string
  blobEndpoint: string
  modelContainer: string
  deadLetterContainer: string
  journalContainer: string
}

@description('Where findings are sent.')
param logsIngestion { ruleName: string, endpoint: string, ruleId: string, stream: string }

var modelSettings = {
  MODEL_STORAGE__blobServiceUri: modelStorage.blobEndpoint
  MODEL_STORAGE__credential: 'managedidentity'
  MODEL_CONTAINER: modelStorage.modelContainer
  DEAD_LETTER_CONTAINER: modelStorage.deadLetterContainer
  JOURNAL_CONTAINER: modelStorage.journalContainer
}

var scorerSettings = {
  EVENTHUB__fullyQualifiedNamespace: eventHub.fullyQualifiedNamespace
  EVENTHUB__credential: 'managedidentity'
  EVENTHUB__clientId: scorerIdentity.outputs.clientId
  EVENTHUB_NAME: eventHub.eventHubName
  EVENTHUB_CONSUMER_GROUP: eventHub.consumerGroup
  LOGS_INGESTION_ENDPOINT: logsIngestion.endpoint
  LOGS_INGESTION_RULE_ID: logsIngestion.ruleId
  LOGS_INGESTION_STREAM: logsIngestion.stream
  LOGS_INGESTION__clientId: scorerIdentity.outputs.clientId
}

var trainerSettings = {
  EXPORT_STORAGE__blobServiceUri: exportStorage.blobEndpoint
  EXPORT_STORAGE__credential: 'managedidentity'
  EXPORT_STORAGE__clientId: trainerIdentity.outputs.clientId
  EXPORT_CONTAINER: exportStorage.container
  LOOKBACK_DAYS: string(lookbackDays)
}

// Both apps get the whole package: https://learn.microsoft.com/azure/azure-functions/disable-function
var notTraining = { 'AzureWebJobs.retrainModels.Disabled': 'true' }
var notScoring = { 'AzureWebJobs.scoreEvents.Disabled': 'true', 'AzureWebJobs.gatherCases.Disabled': 'true' }

module scorerIdentity '../access/identity.bicep' = {
  name: 'identity-scorer'
  params: { name: 'id-scorer-${installation.nameSuffix}', location: installation.location, tags: installation.tags }
}

module trainerIdentity '../access/identity.bicep' = {
  name: 'identity-trainer'
  params: { name: 'id-trainer-${installation.nameSuffix}', location: installation.location, tags: installation.tags }
}

module roles '../access/roles.bicep' = {
  name: 'roles'
  params: {
    scorerPrincipalId: scorerIdentity.outputs.principalId
    trainerPrincipalId: trainerIdentity.outputs.principalId
    separateTrainer: separateTrainer
    eventHubNamespaceName: eventHub.namespaceName
    eventHubName: eventHub.eventHubName
    dataCollectionRuleName: logsIngestion.ruleName
    exportAccountName: exportStorage.accountName
    exportContainerName: exportStorage.container
    modelAccountName: modelStorage.accountName
    modelContainerName: modelStorage.modelContainer
    deadLetterContainerName: modelStorage.deadLetterContainer
    journalContainerName: modelStorage.journalContainer
  }
}

module scorer 'functionApp.bicep' = {
  name: 'app-scorer'
  dependsOn: [roles]
  params: {
    installation: installation
    serviceName: 'scorer'
    nodeVersion: nodeVersion
    instanceMemoryMB: separateTrainer || scorerMemoryMB > trainerMemoryMB ? scorerMemoryMB : trainerMemoryMB
    // On Flex Consumption each function has instances of its own; of the two timers one at a time.
    maximumInstanceCount: partitionCount + 2
    connectionIdentityIds: separateTrainer
      ? [scorerIdentity.outputs.id]
      : [scorerIdentity.outputs.id, trainerIdentity.outputs.id]
    settings: {
      ...optionalSettings
      ...modelSettings
      ...scorerSettings
      ...(separateTrainer ? notTraining : trainerSettings)
      MODEL_STORAGE__clientId: separateTrainer ? scorerIdentity.outputs.clientId : trainerIdentity.outputs.clientId
    }
    applicationInsightsName: applicationInsightsName
  }
}

module trainer 'functionApp.bicep' = if (separateTrainer) {
  name: 'app-trainer'
  dependsOn: [roles]
  params: {
    installation: installation
    serviceName: 'trainer'
    nodeVersion: nodeVersion
    instanceMemoryMB: trainerMemoryMB
    maximumInstanceCount: 1
    connectionIdentityIds: [trainerIdentity.outputs.id]
    settings: {
      ...optionalSettings
      ...modelSettings
      ...trainerSettings
      ...notScoring
      MODEL_STORAGE__clientId: trainerIdentity.outputs.clientId
    }
    applicationInsightsName: applicationInsightsName
  }
}

output scorerName string = scorer.outputs.name

@description('The app that trains: the scorer\'s, unless it has one of its own.')
output trainerName string = separateTrainer ? trainer!.outputs.name : scorer.outputs.name
