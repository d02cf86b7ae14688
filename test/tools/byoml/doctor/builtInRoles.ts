const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** Built-in roles: ids, names and data actions. */
export const roles = {
  reader: role('2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'Storage Blob Data Reader', [`${blobs}/read`]),
  contributor: role('ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor', [
    `${blobs}/delete`,
    `${blobs}/read`,
    `${blobs}/write`,
    `${blobs}/move/action`,
    `${blobs}/add/action`,
  ]),
  owner: role('b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Storage Blob Data Owner', [`${blobs}/*`]),
  receiver: role('a638d3c7-ab3a-418d-83e6-5f17a39d4fde', 'Azure Event Hubs Data Receiver', [
    'Microsoft.EventHub/*/receive/action',
  ]),
  publisher: role('3913510d-42f4-4e42-8a64-420c390055eb', 'Monitoring Metrics Publisher', [
    'Microsoft.Insights/Metrics/Write',
    'Microsoft.Insights/Telemetry/Write',
  ]),
};

export const container = (account: string, name: string) => `${account}/blobServices/default/containers/${name}`;

/** Who is given what, as the list of a subscription has it for one principal. */
export function assignment(given: { readonly id: string }, principalId: string, scope: string, more: object = {}) {
  const properties = { roleDefinitionId: given.id, principalId, scope, createdOn: '2026-01-02T03:04:05Z', ...more };
  return { id: `${scope}/providers/Microsoft.Authorization/roleAssignments/x`, properties };
}

function role(id: string, roleName: string, dataActions: readonly string[]) {
  return {
    id: `/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    properties: { roleName, permissions: [{ actions: [], dataActions, notDataActions: [] }] },
  };
}
