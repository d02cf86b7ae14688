// Everything an installation needs, in a resource group of its own, for a workspace that is there already:
// azd up, or az deployment sub create --location REGION --template-file infra/main.bicep --parameters …

import { OptionalSettings } from 'modules/app/settings.bicep'
import { InstanceMemory, NodeVersion, StorageRedundancy } from 'modules/types.bicep'

targetScope = 'subscription'

@description('Name of the installation. Names of resources are made of it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of the apps. What data export writes to is in the workspace\'s region, wherever this is.')
@metadata({ azd: { type: 'location' } })
param location string = deployment().location

@description('Resource group of the installation; by default rg- and the name of the installation.')
param resourceGroupName string = 'rg-${environmentName}'

param tags object = {}

@description('Resource id of the Log Analytics workspace that Microsoft Sentinel runs on: /subscriptions/…/workspaces/NAME.')
@minLength(60)
param workspaceResourceId string

@description('Whether the workspace exports SecurityEvent to this installation. It may have ten rules of export, two of them for this.')
param deployDataExport bool = true

@description('Whether analytics rules, hunting queries, functions, watchlist and workbook are put into the workspace.')
param deployContent bool = true

@description('Whether the analytics rules are switched on.')
param enableRules bool = true

@description('Whether the watchlist ByomlAllowList is made, with three examples that allow nothing. Choose false once analysts keep it: each deployment uploads the examples anew.')
param deployAllowList bool = true

@description('Whether incidents of the rules get a label and tasks for the analyst, by an automation rule.')
param deployAutomationRule bool = false

@description('Days that findings are kept for queries.')
@minValue(4)
@maxValue(730)
param retentionInDays int = 90

@description('Whether storage, event hub and Azure Monitor are reached through private endpoints only.')
param privateNetworking bool = false

@description('Addresses of the virtual network, in CIDR notation: a /24 or larger.')
param virtualNetworkAddressPrefix string = '10.20.0.0/24'

@description('Whether training has an app of its own, with rights of its own, instead of one app for all functions.')
param separateTrainer bool = false

@description('Major version of Node.js that the apps run on.')
param nodeVersion NodeVersion = '24'

@description('Memory in MB of an instance that scores.')
param scorerMemoryMB InstanceMemory = 2048

@description('Memory in MB of the instance that trains: 4096 is enough for about 40 million pairs of user and share. One app has one size, the larger of the two.')
param trainerMemoryMB InstanceMemory = 2048

@description('Partitions of the event hub; as many instances can score at once. It cannot be changed later.')
@minValue(1)
@maxValue(32)
param partitionCount int = 4

@description('Hours that the event hub keeps messages, and so the longest outage that loses none.')
@minValue(1)
@maxValue(168)
param eventHubRetentionInHours int = 168

@description('Most throughput units, of 1 MB/s each, that the event hub grows to by itself.')
@minValue(1)
@maxValue(40)
param maximumThroughputUnits int = 10

@description('Days that models learn from. Exported rows are kept two weeks longer.')
@minValue(1)
@maxValue(3650)
param lookbackDays int = 30

@description('Days until parked messages, which hold whole events, are deleted.')
@minValue(1)
@maxValue(3650)
param deadLetterRetentionInDays int = 90

@description('App settings that are to differ from their defaults, by name.')
param settings OptionalSettings = {}

param storageRedundancy StorageRedundancy = 'Standard_LRS'

@description('Whether the account that data export writes to accepts account keys. Microsoft does not say that export does without; where no blob comes, try true.')
param allowExportAccountKeys bool = false

@description('Address that alerts are mailed to; empty for alerts that are seen in the portal only.')
param alertEmail string = ''

@description('How long no share access at all may arrive in the workspace before somebody is told, as an ISO 8601 duration.')
@allowed(['PT30M', 'PT1H', 'PT3H', 'PT6H', 'P1D'])
param alertAfterSilence string = 'PT3H'

@description('Gigabytes a day that may be exported before somebody is told.')
@minValue(1)
param dailyExportGigabytes int = 50

@description('Budget of the resource group a month, in the currency of the subscription; 0 for none.')
@minValue(0)
param monthlyBudget int = 200

@description('First day of the month that the budget began in, yyyy-MM-01; empty for this month. A later deployment must give the same: it is the output BUDGET_START_DATE.')
param budgetStartDate string = ''

@description('First day of this month: not to be set. Only the default of a parameter may ask for the time.')
param currentMonth string = utcNow('yyyy-MM-01')

var nameSuffix = uniqueString(subscription().id, environmentName, location)
var budgetStart = empty(budgetStartDate) ? currentMonth : budgetStartDate
var allTags = { ...tags, 'azd-env-name': environmentName }
var workspaceParts = split(workspaceResourceId, '/')

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: allTags
}

resource workspaceGroup 'Microsoft.Resources/resourceGroups@2025-04-01' existing = {
  scope: subscription(workspaceParts[2])
  name: workspaceParts[4]
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = { scope: workspaceGroup, name: workspaceParts[8] }

module network 'modules/network/network.bicep' = if (privateNetworking) {
  scope: group
  name: 'network'
  params: { nameSuffix: nameSuffix, location: location, tags: allTags, addressPrefix: virtualNetworkAddressPrefix }
}

var installation = {
  nameSuffix: nameSuffix
  location: location
  tags: allTags
  workspaceId: workspaceResourceId
  workspaceLocation: workspace.location
  storageRedundancy: storageRedundancy
  network: privateNetworking ? network!.outputs.network : null
}

module findingsTable 'modules/findings/table.bicep' = {
  scope: workspaceGroup
  name: 'byoml-table-${nameSuffix}'
  params: { workspaceName: workspace.name, retentionInDays: retentionInDays }
}

module findingsRule 'modules/findings/dataCollectionRule.bicep' = {
  scope: group
  name: 'findings'
  params: { installation: installation, tableName: findingsTable.outputs.name }
}

module eventHub 'modules/eventHub/eventHub.bicep' = {
  scope: group
  name: 'event-hub'
  params: {
    installation: installation
    partitionCount: partitionCount
    retentionInHours: eventHubRetentionInHours
    maximumThroughputUnits: maximumThroughputUnits
  }
}

module exportStorage 'modules/storage/exportStorage.bicep' = {
  scope: group
  name: 'export-storage'
  params: { installation: installation, allowSharedKeyAccess: allowExportAccountKeys, retentionInDays: lookbackDays + 14 }
}

module modelStorage 'modules/storage/modelStorage.bicep' = {
  scope: group
  name: 'model-storage'
  params: { installation: installation, deadLetterRetentionInDays: deadLetterRetentionInDays }
}

module dataExport 'modules/workspace/dataExport.bicep' = if (deployDataExport) {
  scope: workspaceGroup
  name: 'byoml-export-${nameSuffix}'
  params: {
    workspaceName: workspace.name
    storageAccountId: exportStorage.outputs.accountId
    eventHubNamespaceId: eventHub.outputs.namespaceId
    eventHubName: eventHub.outputs.connection.eventHubName
  }
}

module applicationInsights 'modules/monitoring/applicationInsights.bicep' = {
  scope: group
  name: 'application-insights'
  params: { installation: installation }
}

module monitorPrivateLink 'modules/network/monitorPrivateLink.bicep' = if (privateNetworking) {
  scope: group
  name: 'monitor-private-link'
  params: { installation: installation, linkedResourceIds: [findingsRule.outputs.endpointId!, applicationInsights.outputs.id] }
}

module apps 'modules/app/apps.bicep' = {
  scope: group
  name: 'apps'
  params: {
    installation: installation
    nodeVersion: nodeVersion
    scorerMemoryMB: scorerMemoryMB
    trainerMemoryMB: trainerMemoryMB
    partitionCount: partitionCount
    separateTrainer: separateTrainer
    lookbackDays: lookbackDays
    optionalSettings: settings
    applicationInsightsName: applicationInsights.outputs.name
    eventHub: eventHub.outputs.connection
    exportStorage: exportStorage.outputs.connection
    modelStorage: modelStorage.outputs.connection
    logsIngestion: findingsRule.outputs.connection
  }
}

module alerts 'modules/monitoring/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    installation: installation
    eventHubNamespaceId: eventHub.outputs.namespaceId
    email: alertEmail
    silenceAfter: alertAfterSilence
    dailyExportGigabytes: dailyExportGigabytes
    monthlyBudget: monthlyBudget
    budgetStartDate: budgetStart
  }
}

module content 'sentinel/content.bicep' = if (deployContent) {
  scope: workspaceGroup
  name: 'byoml-content-${nameSuffix}'
  dependsOn: [findingsTable]
  params: {
    workspaceName: workspace.name
    location: workspace.location
    enableRules: enableRules
    deployAllowList: deployAllowList
    deployAutomationRule: deployAutomationRule
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output SCORER_APP_NAME string = apps.outputs.scorerName
output TRAINER_APP_NAME string = apps.outputs.trainerName
output EVENTHUB_NAMESPACE string = eventHub.outputs.connection.fullyQualifiedNamespace
output EXPORT_BLOB_ENDPOINT string = exportStorage.outputs.connection.blobEndpoint
output MODEL_BLOB_ENDPOINT string = modelStorage.outputs.connection.blobEndpoint
output LOGS_INGESTION_ENDPOINT string = findingsRule.outputs.connection.endpoint
output LOGS_INGESTION_RULE_ID string = findingsRule.outputs.connection.ruleId
output BUDGET_START_DATE string = budgetStart
