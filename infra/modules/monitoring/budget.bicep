// A monthly budget of the resource group: at four fifths of it, and when it is forecast to be exceeded, somebody is told.

param name string

@description('Amount a month, in the currency that the subscription is billed in.')
param amount int

@description('First day of the month that the budget began in, yyyy-MM-01. It cannot be changed later.')
param startDate string

param actionGroupId string

var notification = { enabled: true, operator: 'GreaterThan', contactEmails: [], contactGroups: [actionGroupId] }

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      spent: { ...notification, threshold: 80, thresholdType: 'Actual' }
      forecast: { ...notification, threshold: 100, thresholdType: 'Forecasted' }
    }
  }
}
