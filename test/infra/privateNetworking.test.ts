import { Unknown, type Value, valueAt } from '../../tools/checkInfra/deployment/value';
import { deployed, ofType } from './deployed';

const location = 'northeurope';
const secluded = deployed({ location, privateNetworking: true, separateTrainer: true });
const open = deployed({ location, privateNetworking: false, separateTrainer: true });
const text = (value: Value | undefined) => (value instanceof Unknown ? value.text : value);

it('without private networking there is no network', () => {
  expect(open.filter(({ type }) => type.startsWith('Microsoft.Network/'))).toEqual([]);
  expect(open.filter(({ type }) => /privateLinkScopes|dataCollectionEndpoints/.test(type))).toEqual([]);
});

it('every account, the namespace and Azure Monitor have an endpoint, in the subnet of endpoints and the region of it', () => {
  const endpoints = ofType(secluded, 'Microsoft.Network/privateEndpoints').map(({ modules, body }) => {
    const [connection] = valueAt(body, 'properties', 'privateLinkServiceConnections') as readonly Value[];
    expect(text(valueAt(body, 'properties', 'subnet', 'id'))).toContain('endpointSubnet');
    expect(valueAt(body, 'location')).toBe(location);
    return [modules.slice(0, -1).join(' > '), valueAt(connection, 'properties', 'groupIds')];
  });
  const accounts = ofType(secluded, 'Microsoft.Storage/storageAccounts').map(({ modules }) => modules.join(' > '));
  expect(accounts).toHaveLength(4);
  expect(Object.fromEntries(endpoints)).toEqual({
    ...Object.fromEntries(accounts.map((account) => [account, ['blob']])),
    eventHub: ['namespace'],
    monitorPrivateLink: ['azuremonitor'],
  });
});

it('every endpoint is found by name: it has a record in zones that the network asks', () => {
  const zones = ofType(secluded, 'Microsoft.Network/privateDnsZones').map(({ modules }) => modules.join(' > '));
  const links = ofType(secluded, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks');
  expect(links.map(({ modules }) => modules.join(' > '))).toEqual(zones);
  for (const { body } of links) {
    expect(text(valueAt(body, 'properties', 'virtualNetwork', 'id'))).toBe('network > virtualNetwork.id');
  }
  const records = ofType(secluded, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups');
  expect(records).toHaveLength(ofType(secluded, 'Microsoft.Network/privateEndpoints').length);
});

it.each([
  ['scorer', 'network > virtualNetwork::scorerSubnet.id'],
  ['trainer', 'network > virtualNetwork::trainerSubnet.id'],
])('the %s sends from a subnet that is delegated to it alone', (app, subnet) => {
  const site = ofType(secluded, 'Microsoft.Web/sites').find(({ modules }) => modules.at(-1) === app)!;
  expect(text(valueAt(site.body, 'properties', 'virtualNetworkSubnetId'))).toBe(subnet);
  const [network] = ofType(secluded, 'Microsoft.Network/virtualNetworks');
  const subnets = valueAt(network!.body, 'properties', 'subnets') as readonly Value[];
  const own = subnets.find((candidate) => valueAt(candidate, 'name') === `snet-${app}`);
  expect(valueAt(own, 'properties', 'delegations')).toEqual([
    { name: 'flexConsumption', properties: { serviceName: 'Microsoft.App/environments' } },
  ]);
});

it('findings go through an endpoint that the private link leads to, and else straight to the rule', () => {
  const [rule] = ofType(secluded, 'Microsoft.Insights/dataCollectionRules');
  expect(valueAt(rule!.body, 'kind')).toBeNull();
  expect(text(valueAt(rule!.body, 'properties', 'dataCollectionEndpointId'))).toBe('findingsRule > endpoint.id');
  const linked = ofType(secluded, 'Microsoft.Insights/privateLinkScopes/scopedResources');
  expect(linked.map(({ body }) => text(valueAt(body, 'properties', 'linkedResourceId')))).toEqual([
    'findingsRule > endpoint.id',
    'applicationInsights > component.id',
  ]);
  const [direct] = ofType(open, 'Microsoft.Insights/dataCollectionRules');
  expect(valueAt(direct!.body, 'kind')).toBe('Direct');
  expect(valueAt(direct!.body, 'properties', 'dataCollectionEndpointId')).toBeNull();
});
