import { AzureCliCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { AzureIdentity } from './azureIdentity';
import { PromptCredential } from './promptCredential';

/**
 * A credential of that one identity. Not the default chain: it tries whatever it finds, so that a forgotten variable or
 * another person's session decides who the app is.
 */
export function azureCredential(identity: AzureIdentity): PromptCredential {
  return new PromptCredential(credentialOf(identity));
}

function credentialOf(identity: AzureIdentity): TokenCredential {
  switch (identity.kind) {
    case 'systemAssigned':
      return new ManagedIdentityCredential();
    case 'userAssigned':
      return new ManagedIdentityCredential({ clientId: identity.clientId });
    case 'azureCli':
      return new AzureCliCredential();
  }
}
