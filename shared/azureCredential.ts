import type { TokenCredential } from '@azure/identity';
import type { AzureIdentity } from './azureIdentity';
import { PromptCredential } from './promptCredential';

/**
 * A credential of that one identity. Not the default chain: it tries whatever it finds, so that a forgotten variable or
 * another person's session decides who the app is.
 */
export function azureCredential(identity: AzureIdentity): PromptCredential {
  let credential: Promise<TokenCredential> | undefined;
  return new PromptCredential({
    // The SDK is loaded for the first token: who has a connection string never asks for one.
    getToken: async (scopes, options) => {
      credential ??= import('./identityCredential').then(({ identityCredential }) => identityCredential(identity));
      return (await credential).getToken(scopes, options);
    },
  });
}
