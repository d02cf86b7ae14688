// Where data export writes the rows that models are learnt from.

import { Installation } from '../types.bicep'

param installation Installation

@description('Whether requests may be signed with an account key.')
param allowSharedKeyAccess bool

@description('Days until exported rows are deleted: more than are learnt from.')
param retentionInDays int

var name = 'stexport${installation.nameSuffix}'

// The name is data export's: am- and the table.
var container = 'am-securityevent'

module account 'storageAccount.bicep' = {
  name: 'account-export'
  params: {
    name: name
    location: installation.workspaceLocation
    installation: installation
    containerNames: [container]
    allowSharedKeyAccess: allowSharedKeyAccess
    letTrustedServicesIn: true
    // Writes are left out: export appends all day long, and each would be a row.
    auditedOperations: ['StorageRead', 'StorageDelete']
  }
}

resource exported 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: name
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: exported
  name: 'default'
  dependsOn: [account]
  properties: {
    policy: {
      rules: [
        {
          name: 'exported-rows'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch: ['${container}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: retentionInDays } } }
          }
        }
      ]
    }
  }
}

output accountId string = exported.id
output connection { accountName: string, blobEndpoint: string, container: string } = {
  accountName: account.outputs.name
  blobEndpoint: account.outputs.blobEndpoint
  container: container
}
