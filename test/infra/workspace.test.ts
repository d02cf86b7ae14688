import { Unknown, type Value, valueAt } from '../../tools/checkInfra/deployment/value';
import { deployed, ofType } from './deployed';

const text = (value: Value | undefined) => (value instanceof Unknown ? value.text : value);

/** What is put into the workspace: the types of resources by the module of infra/main.bicep that makes them. */
function intoTheWorkspace(parameters: Readonly<Record<string, Value>>): Record<string, string[]> {
  const found = deployed(parameters).filter(({ type }) => /OperationalInsights|SecurityInsights/.test(type));
  return Object.fromEntries(
    [...new Set(found.map(({ modules }) => modules[0]!))].map((module) => [
      module,
      [...new Set(found.filter(({ modules }) => modules[0] === module).map(({ type }) => type))].sort(),
    ]),
  );
}

it('the workspace is used as it is: it gets the table, and what the parameters say', () => {
  const table = { findingsTable: ['Microsoft.OperationalInsights/workspaces/tables'] };
  expect(intoTheWorkspace({ deployDataExport: false, deployContent: false })).toEqual(table);
  expect(intoTheWorkspace({ deployContent: false })).toEqual({
    ...table,
    dataExport: ['Microsoft.OperationalInsights/workspaces/dataExports'],
  });
  const all = Object.values(intoTheWorkspace({})).flat();
  expect(all.filter((type) => type === 'Microsoft.OperationalInsights/workspaces')).toEqual([]);
});

// https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#export-destinations
it('what data export writes to, and the rule of findings, are in the region of the workspace, wherever the apps are', () => {
  const resources = deployed({ location: 'northeurope', privateNetworking: true });
  const regionOf = (type: string, module: string) => {
    const found = ofType(resources, type).filter(({ modules }) => modules[0] === module);
    expect(found).toHaveLength(1);
    return text(valueAt(found[0]!.body, 'location'));
  };
  expect(regionOf('Microsoft.Storage/storageAccounts', 'exportStorage')).toBe('workspace.location');
  expect(regionOf('Microsoft.EventHub/namespaces', 'eventHub')).toBe('workspace.location');
  expect(regionOf('Microsoft.Insights/dataCollectionRules', 'findingsRule')).toBe('workspace.location');
  expect(regionOf('Microsoft.Insights/dataCollectionEndpoints', 'findingsRule')).toBe('workspace.location');
  expect(regionOf('Microsoft.Storage/storageAccounts', 'modelStorage')).toBe('northeurope');
});

// https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#create-or-update-a-data-export-rule
it('there are two rules of export, and that to the event hub names the namespace, not the hub', () => {
  const destinations = ofType(deployed({}), 'Microsoft.OperationalInsights/workspaces/dataExports').map(({ body }) => ({
    tables: valueAt(body, 'properties', 'tableNames'),
    resource: text(valueAt(body, 'properties', 'destination', 'resourceId')),
    hub: valueAt(body, 'properties', 'destination', 'metaData', 'eventHubName'),
  }));
  expect(destinations).toEqual([
    { tables: ['SecurityEvent'], resource: 'exportStorage > exported.id', hub: undefined },
    { tables: ['SecurityEvent'], resource: 'eventHub > namespace.id', hub: 'am-securityevent' },
  ]);
});

// Without it: 409, https://github.com/MicrosoftDocs/azure-docs/issues/49275
it('a second deployment replaces functions and hunting queries', () => {
  const searches = ofType(deployed({}), 'Microsoft.OperationalInsights/workspaces/savedSearches');
  expect(searches).toHaveLength(10);
  expect(searches.map(({ body }) => valueAt(body, 'properties', 'etag'))).toEqual(searches.map(() => '*'));
});

it('exported rows are kept longer than models learn from them', () => {
  const [policy] = ofType(
    deployed({ lookbackDays: 60 }),
    'Microsoft.Storage/storageAccounts/managementPolicies',
  ).filter(({ modules }) => modules[0] === 'exportStorage');
  const [rule] = valueAt(policy!.body, 'properties', 'policy', 'rules') as readonly Value[];
  const actions = valueAt(rule, 'definition', 'actions', 'baseBlob', 'delete');
  expect(actions).toEqual({ daysAfterModificationGreaterThan: 74 });
});
