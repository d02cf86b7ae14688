/** Who the app is to Azure: an identity of the function app, or on a person's machine whoever ran `az login`. */
export type AzureIdentity =
  | { readonly kind: 'systemAssigned' }
  | { readonly kind: 'userAssigned'; readonly clientId: string }
  | { readonly kind: 'azureCli' };

/**
 * The identity that an environment stands for. Azure sets `WEBSITE_SITE_NAME` for every app, and `IDENTITY_ENDPOINT`,
 * the local token service, for an app that has an identity; a person's machine has neither. An app in Azure without an
 * identity must fail to sign in, rather than find another way.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 * @see https://learn.microsoft.com/azure/app-service/reference-app-settings#app-environment
 */
export function azureIdentity(
  environment: Readonly<Record<string, string | undefined>>,
  clientId: string | undefined,
): AzureIdentity {
  if (!environment.IDENTITY_ENDPOINT && !environment.WEBSITE_SITE_NAME) return { kind: 'azureCli' };
  return clientId === undefined ? { kind: 'systemAssigned' } : { kind: 'userAssigned', clientId };
}
