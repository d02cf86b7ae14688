// The table of findings, in the workspace that Microsoft Sentinel runs on.

param workspaceName string

@description('Days that findings are kept for queries.')
@minValue(4)
@maxValue(730)
param retentionInDays int

var name = 'AnomalousResourceAccessResult_CL'
var columns = loadJsonContent('columns.json')

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource table 'Microsoft.OperationalInsights/workspaces/tables@2025-07-01' = {
  parent: workspace
  name: name
  properties: {
    // Analytics rules read no other plan.
    plan: 'Analytics'
    retentionInDays: retentionInDays
    schema: {
      name: name
      // A table spells the type dateTime, a stream datetime.
      columns: [for column in columns: { name: column.name, type: column.type == 'datetime' ? 'dateTime' : column.type }]
    }
  }
}

output name string = name
