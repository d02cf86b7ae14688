import type { DeployedResource } from '../deployment/deployedResources';
import { type Deployment, mustBe, ofType, type Policy, problemOf, propertyOf } from './policy';

/** How each type shuts out the public network: the property, and what else does it. */
const closed: readonly { readonly type: string; readonly path: readonly string[] }[] = [
  { type: 'Microsoft.Storage/storageAccounts', path: ['properties', 'publicNetworkAccess'] },
  { type: 'Microsoft.EventHub/namespaces', path: ['properties', 'publicNetworkAccess'] },
  { type: 'Microsoft.Insights/dataCollectionEndpoints', path: ['properties', 'networkAcls', 'publicNetworkAccess'] },
  { type: 'Microsoft.Insights/components', path: ['properties', 'publicNetworkAccessForIngestion'] },
  { type: 'Microsoft.KeyVault/vaults', path: ['properties', 'publicNetworkAccess'] },
];

export const noPublicAccessWhenPrivate: Policy = {
  name: 'a private installation takes nothing from the public network but what Azure itself trusts',
  check: (deployment) =>
    deployment.isPrivate
      ? closed.flatMap(({ type, path }) =>
          ofType(deployment, type).flatMap((resource) =>
            deniesByDefault(resource) ? [] : mustBe(resource, path, ['Disabled']),
          ),
        )
      : [],
};

export const privateMeansPrivate: Policy = {
  name: 'a private installation has a network, endpoints with records, and a rule that a private link leads to',
  check: (deployment) => (deployment.isPrivate ? missing(deployment) : []),
};

/** A firewall without exceptions for addresses, that lets in no more than trusted services. */
function deniesByDefault(resource: DeployedResource): boolean {
  const rules = propertyOf(resource, 'properties', 'networkAcls', 'ipRules');
  return (
    propertyOf(resource, 'properties', 'networkAcls', 'defaultAction') === 'Deny' &&
    (rules === undefined || (Array.isArray(rules) && rules.length === 0))
  );
}

function missing(deployment: Deployment) {
  const [first] = deployment.resources;
  if (first === undefined) return [];
  const needed = [
    'Microsoft.Network/virtualNetworks',
    'Microsoft.Network/privateEndpoints',
    'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    'Microsoft.Network/privateDnsZones',
    'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
    'Microsoft.Insights/privateLinkScopes',
    'Microsoft.Insights/dataCollectionEndpoints',
  ];
  const absent = needed
    .filter((type) => ofType(deployment, type).length === 0)
    .map((type) => problemOf(first, `the deployment has no ${type}`));
  const accounts = ofType(deployment, 'Microsoft.Storage/storageAccounts').length;
  const namespaces = ofType(deployment, 'Microsoft.EventHub/namespaces').length;
  const endpoints = ofType(deployment, 'Microsoft.Network/privateEndpoints');
  const subnets = ofType(deployment, 'Microsoft.Web/sites').flatMap((site) =>
    typeof propertyOf(site, 'properties', 'virtualNetworkSubnetId') === 'object' &&
    propertyOf(site, 'properties', 'virtualNetworkSubnetId') !== null
      ? []
      : [problemOf(site, 'virtualNetworkSubnetId is not set: the app reaches nothing private')],
  );
  const direct = ofType(deployment, 'Microsoft.Insights/dataCollectionRules')
    .filter((rule) => propertyOf(rule, 'kind') === 'Direct')
    .map((rule) =>
      problemOf(rule, 'kind is Direct, which no private link leads to: set dataCollectionEndpointId instead'),
    );
  // One more: Azure Monitor's private link scope.
  const few =
    endpoints.length < accounts + namespaces + 1
      ? [
          problemOf(
            first,
            `${endpoints.length} private endpoints are fewer than ${accounts} accounts, ${namespaces} namespaces and a private link scope need`,
          ),
        ]
      : [];
  return [...absent, ...few, ...subnets, ...direct];
}
