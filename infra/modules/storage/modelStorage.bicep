// Where models, dead letters and the journal are kept.

import { Installation } from '../types.bicep'

param installation Installation

@description('Days until dead letters, which hold whole events, are deleted.')
param deadLetterRetentionInDays int

var name = 'stmodels${installation.nameSuffix}'
var models = 'models'
var deadLetters = 'dead-letters'
var journal = 'journal'

module account 'storageAccount.bicep' = {
  name: 'account-models'
  params: {
    name: name
    location: installation.location
    installation: installation
    containerNames: [models, deadLetters, journal]
    keepEarlierVersions: true
    // Who writes models decides what is normal. Reads are left out: every scorer looks for a new model twice a minute.
    auditedOperations: ['StorageWrite', 'StorageDelete']
  }
}

resource stored 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: name
}

// Models themselves are left alone: after months of failed nights the one in use would be the oldest.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: stored
  name: 'default'
  dependsOn: [account]
  properties: {
    policy: {
      rules: [
        {
          name: 'earlier-versions'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob', 'appendBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: 30 } } }
          }
        }
        {
          name: 'dead-letters'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${deadLetters}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: deadLetterRetentionInDays } } }
          }
        }
        {
          // gatherCases deletes days that are past; this is for when it does not run.
          name: 'journal'
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch: ['${journal}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
      ]
    }
  }
}

output connection {
  accountName: string
  blobEndpoint: string
  modelContainer: string
  deadLetterContainer: string
  journalContainer: string
} = {
  accountName: account.outputs.name
  blobEndpoint: account.outputs.blobEndpoint
  modelContainer: models
  deadLetterContainer: deadLetters
  journalContainer: journal
}
