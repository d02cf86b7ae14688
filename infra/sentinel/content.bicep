// The Microsoft Sentinel content of findings: functions, analytics rules, hunting queries, allow-list, workbook. Each is a
// file in the form of the Azure-Sentinel repository, beside this one, and deployed from there.

targetScope = 'resourceGroup'

@description('Name of the Log Analytics workspace that Microsoft Sentinel runs on, in this resource group. The table of findings must be there.')
param workspaceName string

@description('Region of the workbook.')
param location string

@description('Whether the analytics rules are switched on.')
param enableRules bool = true

@description('Whether the watchlist ByomlAllowList is made, with three examples that allow nothing. Choose false once analysts keep it: each deployment uploads the examples anew.')
param deployAllowList bool = true

@description('Whether incidents of the rules get a label and tasks for the analyst, by an automation rule.')
param deployAutomationRule bool = false

var functions = [
  loadYamlContent('Parsers/ByomlAllowedAccesses.yaml')
  loadYamlContent('Parsers/ByomlFindings.yaml')
  loadYamlContent('Parsers/ByomlInvocations.yaml')
  loadYamlContent('Parsers/ByomlShareAccesses.yaml')
]

var rules = [
  loadYamlContent('Analytic Rules/AnomalousAdminShareAccess.yaml')
  loadYamlContent('Analytic Rules/AnomalousShareAccess.yaml')
  loadYamlContent('Analytic Rules/AnomalousShareAccessDay.yaml')
  loadYamlContent('Analytic Rules/AnomalyDetectionHealth.yaml')
  loadYamlContent('Analytic Rules/BurstOfAnomalousShareAccesses.yaml')
]

var huntingQueries = [
  loadYamlContent('Hunting Queries/DisconnectedGroups.yaml')
  loadYamlContent('Hunting Queries/NeverSeenUsers.yaml')
  loadYamlContent('Hunting Queries/RarestShareAccesses.yaml')
  loadYamlContent('Hunting Queries/ServersUnusualAmongPeers.yaml')
  loadYamlContent('Hunting Queries/UsualSharesBesideStrange.yaml')
  loadYamlContent('Hunting Queries/VerdictsOnFindings.yaml')
]

var allowList = loadJsonContent('Watchlists/ByomlAllowList.json')
var triage = loadJsonContent('Automation Rules/TriageAnomalousShareAccess.json')

// All but the rule on health, which is about the app.
var triagedRules = map(filter(rules, rule => contains(rule, 'entityMappings')), rule => rule.id)

var triggerOperators = { gt: 'GreaterThan', lt: 'LessThan', eq: 'Equal', ne: 'NotEqual' }

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource storedFunction 'Microsoft.OperationalInsights/workspaces/savedSearches@2025-07-01' = [
  for function in functions: {
    parent: workspace
    name: toLower(function.FunctionAlias)
    properties: {
      // What is there is replaced; without a tag a second deployment ends in a conflict. The service reads it here, though
      // the published type has it outside: https://github.com/Azure/bicep-types-az/issues/1499
      #disable-next-line BCP037
      etag: '*'
      category: function.Category
      displayName: function.Function.Title
      functionAlias: function.FunctionAlias
      query: function.FunctionQuery
      version: 2
    }
  }
]

resource watchlist 'Microsoft.SecurityInsights/watchlists@2025-09-01' = if (deployAllowList) {
  scope: workspace
  name: allowList.watchlistAlias
  properties: {
    watchlistAlias: allowList.watchlistAlias
    displayName: allowList.displayName
    description: allowList.description
    provider: allowList.provider
    source: allowList.source
    itemsSearchKey: allowList.itemsSearchKey
    contentType: allowList.contentType
    numberOfLinesToSkip: allowList.numberOfLinesToSkip
    rawContent: loadTextContent('Watchlists/ByomlAllowList.csv')
  }
}

resource analyticRule 'Microsoft.SecurityInsights/alertRules@2025-09-01' = [
  for rule in rules: {
    scope: workspace
    name: rule.id
    kind: 'Scheduled'
    // A rule's query is checked when the rule is made, so what it calls must be there.
    dependsOn: [storedFunction, watchlist]
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: enableRules
      query: rule.query
      queryFrequency: endsWith(rule.queryFrequency, 'd') ? 'P${toUpper(rule.queryFrequency)}' : 'PT${toUpper(rule.queryFrequency)}'
      queryPeriod: endsWith(rule.queryPeriod, 'd') ? 'P${toUpper(rule.queryPeriod)}' : 'PT${toUpper(rule.queryPeriod)}'
      triggerOperator: triggerOperators[rule.triggerOperator]
      triggerThreshold: rule.triggerThreshold
      suppressionEnabled: false
      suppressionDuration: 'PT1H'
      tactics: rule.tactics
      // This version of the API takes techniques only; the files name sub-techniques.
      techniques: map(rule.relevantTechniques, technique => split(technique, '.')[0])
      entityMappings: rule.?entityMappings
      customDetails: rule.customDetails
      alertDetailsOverride: rule.alertDetailsOverride
      eventGroupingSettings: rule.eventGroupingSettings
      incidentConfiguration: rule.incidentConfiguration
    }
  }
]

resource huntingQuery 'Microsoft.OperationalInsights/workspaces/savedSearches@2025-07-01' = [
  for hunt in huntingQueries: {
    parent: workspace
    name: hunt.id
    dependsOn: [storedFunction]
    properties: {
      #disable-next-line BCP037
      etag: '*'
      category: 'Hunting Queries'
      displayName: hunt.name
      query: hunt.query
      version: 2
      tags: [
        { name: 'description', value: hunt.description }
        { name: 'tactics', value: join(hunt.tactics, ',') }
        { name: 'techniques', value: join(hunt.relevantTechniques, ',') }
      ]
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'share-access-workbook')
  location: location
  kind: 'shared'
  dependsOn: [storedFunction]
  properties: {
    displayName: 'Anomalous share access'
    category: 'sentinel'
    sourceId: workspace.id
    serializedData: loadTextContent('Workbooks/AnomalousShareAccess.json')
    version: 'Notebook/1.0'
  }
}

resource automationRule 'Microsoft.SecurityInsights/automationRules@2025-09-01' = if (deployAutomationRule) {
  scope: workspace
  name: guid(workspace.id, triage.displayName)
  properties: {
    displayName: triage.displayName
    order: triage.order
    actions: triage.actions
    triggeringLogic: {
      isEnabled: true
      triggersOn: 'Incidents'
      triggersWhen: 'Created'
      conditions: [
        {
          conditionType: 'Property'
          conditionProperties: {
            propertyName: 'IncidentRelatedAnalyticRuleIds'
            operator: 'Contains'
            propertyValues: map(triagedRules, id => extensionResourceId(workspace.id, 'Microsoft.SecurityInsights/alertRules', id))
          }
        }
      ]
    }
  }
}
