// What somebody is told of: silence, delay, loss, failed training, and more data than was reckoned with.

import { Installation } from '../types.bicep'

param installation Installation
param eventHubNamespaceId string

@description('Address that alerts are mailed to; empty for alerts that are seen in the portal only.')
param email string

@description('How long no share access at all may arrive in the workspace, as an ISO 8601 duration.')
@allowed(['PT30M', 'PT1H', 'PT3H', 'PT6H', 'P1D'])
param silenceAfter string

@description('Gigabytes a day that may arrive at the event hub. Data export is charged by the gigabyte, and writes as much to storage.')
@minValue(1)
param dailyExportGigabytes int

@description('Budget of the resource group a month, in the currency of the subscription; 0 for none.')
@minValue(0)
param monthlyBudget int

@description('First day of the month that the budget began in, yyyy-MM-01.')
param budgetStartDate string

// A query that finds anything raises its alert, but for silence, which is to find nothing.
var queryAlerts = [
  {
    name: 'no-share-access'
    title: 'No share access in the workspace'
    description: 'No event 5140 has arrived: look at the audit policy of the file servers, their agents and the data collection rule of SecurityEvent.'
    query: loadTextContent('queries/shareAccesses.kql')
    window: silenceAfter
    frequency: 'PT15M'
    severity: 2
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'not-scored'
    title: 'Share accesses are not scored'
    description: 'Events 5140 arrive in the workspace, and scoreEvents has not run: look at data export, the event hub and the function app.'
    query: loadTextContent('queries/notScored.kql')
    window: 'PT2H'
    frequency: 'PT30M'
    severity: 1
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'backlog'
    title: 'Messages wait in the event hub'
    description: 'Messages are half an hour old and more when they are scored, or come again and again: look at the errors of scoreEvents, and at the number of instances.'
    query: loadTextContent('queries/backlog.kql')
    window: 'PT30M'
    frequency: 'PT15M'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'dropped-rows'
    title: 'Findings were accepted and then dropped'
    description: 'The data collection rule reports errors: compare the columns of table and rule with this release.'
    query: loadTextContent('queries/droppedRows.kql')
    window: 'PT1H'
    frequency: 'PT15M'
    severity: 1
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'dead-letters'
    title: 'Messages were parked'
    description: 'Messages lie in the dead-letter container and are not scored: byoml replay --dry-run says why, byoml replay sends them again.'
    query: loadTextContent('queries/deadLetters.kql')
    window: 'PT1H'
    frequency: 'PT15M'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'training-failed'
    title: 'A night of training failed'
    description: 'retrainModels ended in an error, and the last good model stays: its log line names the error and the remedy.'
    query: loadTextContent('queries/trainingFailed.kql')
    window: 'PT6H'
    frequency: 'PT1H'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'model-outdated'
    title: 'The model is more than three days old'
    description: 'No new model has been published: look at the log of retrainModels.'
    query: loadTextContent('queries/modelOutdated.kql')
    window: 'P2D'
    frequency: 'PT6H'
    severity: 2
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${installation.nameSuffix}'
  location: 'global'
  tags: installation.tags
  properties: {
    groupShortName: 'byoml'
    enabled: true
    emailReceivers: empty(email) ? [] : [{ name: 'team', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource queryAlert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in queryAlerts: {
    name: 'alert-${alert.name}-${installation.nameSuffix}'
    location: installation.workspaceLocation
    tags: installation.tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [installation.workspaceId]
      windowSize: alert.window
      evaluationFrequency: alert.frequency
      autoMitigate: true
      // A table comes to be with its first row: of dropped rows, one hopes, never.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroup.id] }
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-event-hub-throttled-${installation.nameSuffix}'
  location: 'global'
  tags: installation.tags
  properties: {
    description: 'The event hub turns data export away, which gives up after twelve hours: raise maximumThroughputUnits.'
    severity: 2
    enabled: true
    scopes: [eventHubNamespaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricName: 'ThrottledRequests'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}

resource costGuard 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-export-volume-${installation.nameSuffix}'
  location: 'global'
  tags: installation.tags
  properties: {
    description: 'More is exported than dailyExportGigabytes: look at which events SecurityEvent collects, and at the bill of the workspace.'
    severity: 3
    enabled: true
    scopes: [eventHubNamespaceId]
    evaluationFrequency: 'PT1H'
    windowSize: 'P1D'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'exported'
          metricName: 'IncomingBytes'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: dailyExportGigabytes * 1000000000
        }
      ]
    }
    actions: [{ actionGroupId: actionGroup.id }]
  }
}

module budget 'budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: 'budget-${installation.nameSuffix}'
    amount: monthlyBudget
    startDate: budgetStartDate
    actionGroupId: actionGroup.id
  }
}
