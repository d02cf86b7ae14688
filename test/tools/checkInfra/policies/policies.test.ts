import { policies } from '../../../../tools/checkInfra/policies/policies';
import { deploymentOf } from './deployments';

/** A small installation that keeps every policy, privately or not. */
const installation = `
param secret string = 'x'

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'account'
  properties: {
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    publicNetworkAccess: 'Disabled'
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = { parent: account, name: 'default' }

resource accountAudit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = { scope: blobs, name: 'audit' }

resource namespace 'Microsoft.EventHub/namespaces@2026-01-01' = {
  name: 'namespace'
  properties: { disableLocalAuth: true, minimumTlsVersion: '1.2', publicNetworkAccess: 'Disabled' }
}

resource namespaceAudit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = { scope: namespace, name: 'audit' }

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: 'component'
  properties: { DisableLocalAuth: true, publicNetworkAccessForIngestion: 'Disabled' }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app'
  properties: { httpsOnly: true, siteConfig: { minTlsVersion: '1.2' }, virtualNetworkSubnetId: network.id }
  resource scm 'basicPublishingCredentialsPolicies' = { name: 'scm', properties: { allow: false } }
  resource ftp 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }
}

resource appMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = { scope: app, name: 'metrics' }

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2024-03-11' = {
  name: 'endpoint'
  properties: { networkAcls: { publicNetworkAccess: 'Disabled' } }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: 'rule'
  properties: { dataCollectionEndpointId: endpoint.id }
}

resource ruleErrors 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = { scope: rule, name: 'errors' }

resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
    principalId: secret
    principalType: 'ServicePrincipal'
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = { name: 'network' }
resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = { name: 'zone' }
resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = { parent: zone, name: 'link' }
resource scopeOfLinks 'Microsoft.Insights/privateLinkScopes@2021-09-01' = { name: 'scope' }
resource endpoints 'Microsoft.Network/privateEndpoints@2025-05-01' = [for index in range(0, 3): { name: 'endpoint' }]
resource accountEndpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = { name: 'account' }
resource namespaceEndpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = { name: 'namespace' }
resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = { parent: accountEndpoint, name: 'default' }
`;

function broken(template: string, isPrivate = true): string[] {
  return policies.flatMap((policy) =>
    policy.check(deploymentOf(template, isPrivate)).map(({ message }) => `${policy.name}: ${message}`),
  );
}

it('takes an installation that keeps them', () => {
  expect(broken(installation, true)).toEqual([]);
  expect(broken(installation, false)).toEqual([]);
});

it.each([
  [
    'allowSharedKeyAccess: false',
    'allowSharedKeyAccess: true',
    'account: properties.allowSharedKeyAccess is true, and must be false',
  ],
  ['    allowSharedKeyAccess: false\n', '', 'properties.allowSharedKeyAccess is nothing, and must be false'],
  [
    'allowSharedKeyAccess: false',
    'allowSharedKeyAccess: resourceGroup().tags.keys',
    'properties.allowSharedKeyAccess is resourceGroup().tags.keys, and must be false',
  ],
  ["'TLS1_2'", "'TLS1_0'", 'properties.minimumTlsVersion is "TLS1_0", and must be "TLS1_2" or "TLS1_3"'],
  ['supportsHttpsTrafficOnly: true', 'supportsHttpsTrafficOnly: false', 'properties.supportsHttpsTrafficOnly is false'],
  ['allowBlobPublicAccess: false', 'allowBlobPublicAccess: true', 'properties.allowBlobPublicAccess is true'],
  [
    "    publicNetworkAccess: 'Disabled'",
    "    publicNetworkAccess: 'Enabled'",
    'account: properties.publicNetworkAccess is "Enabled", and must be "Disabled"',
  ],
  [
    "    publicNetworkAccess: 'Disabled'",
    "    publicNetworkAccess: 'Enabled'\n    networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '8.8.8.8' }] }",
    'account: properties.publicNetworkAccess is "Enabled", and must be "Disabled"',
  ],
  [
    'disableLocalAuth: true',
    'disableLocalAuth: false',
    'namespace: properties.disableLocalAuth is false, and must be true',
  ],
  ["minimumTlsVersion: '1.2'", "minimumTlsVersion: '1.0'", 'namespace: properties.minimumTlsVersion is "1.0"'],
  ['DisableLocalAuth: true', 'DisableLocalAuth: false', 'component: properties.DisableLocalAuth is false'],
  [
    "publicNetworkAccessForIngestion: 'Disabled'",
    "publicNetworkAccessForIngestion: 'Enabled'",
    'component: properties.publicNetworkAccessForIngestion is "Enabled"',
  ],
  ['httpsOnly: true', 'httpsOnly: false', 'app: properties.httpsOnly is false'],
  ["minTlsVersion: '1.2'", "minTlsVersion: '1.1'", 'app: properties.siteConfig.minTlsVersion is "1.1"'],
  [
    "'scm', properties: { allow: false }",
    "'scm', properties: { allow: true }",
    'scm: properties.allow is true, and must be false',
  ],
  [
    "  resource ftp 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }\n",
    '',
    'app: has no basicPublishingCredentialsPolicies ftp',
  ],
  ['scope: blobs', 'scope: app', 'account: has no Microsoft.Insights/diagnosticSettings'],
  ['scope: rule', 'scope: app', 'rule: has no Microsoft.Insights/diagnosticSettings'],
  [
    '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    'b24988ac-6180-42a0-ab88-20f7382dd24c',
    'role: gives the role b24988ac-6180-42a0-ab88-20f7382dd24c, which is none of',
  ],
  ["'2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'", 'secret', 'role: gives the role of an id that is not known beforehand'],
  ['  scope: account\n', '', 'role: has no resource as its scope'],
  ['  scope: account\n', '  scope: resourceGroup()\n', 'role: has no resource as its scope'],
  ["principalType: 'ServicePrincipal'", "principalType: 'User'", 'role: properties.principalType is "User"'],
  [
    "'Microsoft.Network/privateDnsZones@",
    "'Microsoft.Network/publicZones@",
    'the deployment has no Microsoft.Network/privateDnsZones',
  ],
  ['range(0, 3)', '[]', '2 private endpoints are fewer than 1 accounts, 1 namespaces and a private link scope need'],
  [', virtualNetworkSubnetId: network.id', '', 'app: virtualNetworkSubnetId is not set'],
  ["  name: 'rule'", "  name: 'rule'\n  kind: 'Direct'", 'rule: kind is Direct, which no private link leads to'],
])('finds %j as %j', (good, bad, message) => {
  const changed = installation.replace(good, bad);
  expect(changed).not.toBe(installation);
  expect(broken(changed)).toContainEqual(expect.stringContaining(message));
});

it('lets a public installation be reached from the public network', () => {
  const open = installation
    .replaceAll("publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'")
    .replace("  name: 'rule'", "  name: 'rule'\n  kind: 'Direct'");
  expect(broken(open, false)).toEqual([]);
  expect(broken(open, true)).not.toEqual([]);
});

it('takes a firewall that lets in trusted services alone for closed', () => {
  const trusted = installation.replace(
    "    publicNetworkAccess: 'Disabled'",
    "    publicNetworkAccess: 'Enabled'\n    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }",
  );
  expect(broken(trusted)).toEqual([]);
});

it('keeps who receives events from writing models, where training has an app of its own', () => {
  const roles = (writer: string) => `
param scorer string
param trainer string
resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: 'account'
  resource models 'blobServices' existing = { name: 'default' }
}
resource receives 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id)
  properties: { roleDefinitionId: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde', principalId: scorer, principalType: 'ServicePrincipal' }
}
resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::models
  name: guid(account::models.id)
  properties: { roleDefinitionId: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe', principalId: ${writer}, principalType: 'ServicePrincipal' }
}`;
  expect(broken(roles('trainer'), false)).toEqual([]);
  expect(broken(roles('scorer'), false)).toEqual([
    expect.stringContaining('writes: lets who receives events write models'),
  ]);
});
