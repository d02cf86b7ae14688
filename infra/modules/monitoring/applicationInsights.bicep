// Where the apps' logs go: into the workspace, sent by identity alone.

import { Installation } from '../types.bicep'

param installation Installation

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${installation.nameSuffix}'
  location: installation.location
  tags: installation.tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: installation.workspaceId
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
    publicNetworkAccessForIngestion: installation.network != null ? 'Disabled' : 'Enabled'
    // It is queried as the workspace is.
    publicNetworkAccessForQuery: 'Enabled'
  }
}

output id string = component.id
output name string = component.name
