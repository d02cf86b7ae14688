import { AzureCliCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { AzureIdentity } from './azureIdentity';

/** A credential of that one identity, as the SDK has it. */
export function identityCredential(identity: AzureIdentity): TokenCredential {
  switch (identity.kind) {
    case 'systemAssigned':
      return new ManagedIdentityCredential();
    case 'userAssigned':
      return new ManagedIdentityCredential({ clientId: identity.clientId });
    case 'azureCli':
      return new AzureCliCredential();
  }
}
