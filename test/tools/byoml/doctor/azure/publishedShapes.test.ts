import { apiVersions, type ResourceType } from '../../../../../tools/byoml/doctor/azure/apiVersions';
import type { Type } from '../../../../../tools/checkInfra/types/type';
import { itWithPublishedTypes, publishedTypes } from '../../../checkInfra/templates';
import { roles } from '../builtInRoles';
import { healthyResources } from '../healthyDeployment';
import { consumerGroup, exportRules, hub, ids, listOf, roleAssignments, table } from '../names';

/** What is played answers in the shapes that Microsoft publishes: Bicep's types have all that an answer may hold. */
const played: readonly (readonly [ResourceType, path: string])[] = [
  ['Microsoft.Web/sites', ids.app],
  ['Microsoft.Web/sites/functions', `${ids.app}/functions`],
  ['Microsoft.Storage/storageAccounts', listOf('Microsoft.Storage/storageAccounts')],
  ['Microsoft.EventHub/namespaces', listOf('Microsoft.EventHub/namespaces')],
  ['Microsoft.EventHub/namespaces/networkRuleSets', `${ids.namespace}/networkRuleSets/default`],
  ['Microsoft.EventHub/namespaces/eventhubs', hub],
  ['Microsoft.EventHub/namespaces/eventhubs/consumergroups', consumerGroup],
  ['Microsoft.Insights/dataCollectionRules', listOf('Microsoft.Insights/dataCollectionRules')],
  ['Microsoft.Insights/diagnosticSettings', `${ids.rule}/providers/Microsoft.Insights/diagnosticSettings`],
  ['Microsoft.OperationalInsights/workspaces', ids.workspace],
  ['Microsoft.OperationalInsights/workspaces/dataExports', exportRules],
  ['Microsoft.OperationalInsights/workspaces/tables', table],
  ['Microsoft.Authorization/roleAssignments', roleAssignments],
  ['Microsoft.Authorization/roleDefinitions', roles.reader.id],
];

itWithPublishedTypes('answers have no property that the published types do not know', () => {
  const types = publishedTypes();
  const strange = played.flatMap(([name, path]) => {
    const found = types.find(name, apiVersions[name]);
    if ('unknown' in found) return [found.unknown];
    const body = healthyResources().get(path);
    const bodies = Array.isArray(body) ? body : [body];
    return bodies.flatMap((one) => unknownPaths(one, found.body, name));
  });
  expect(strange).toEqual([]);
});

itWithPublishedTypes('the types know of properties that are none', () => {
  const found = publishedTypes().find('Microsoft.EventHub/namespaces/eventhubs', '2024-01-01');
  const body = { properties: { partitions: 2, retentionDescription: { hours: 'x' } } };
  expect('unknown' in found ? [] : unknownPaths(body, found.body, '')).toEqual([
    '/properties/partitions',
    '/properties/retentionDescription/hours',
  ]);
});

itWithPublishedTypes('every version that is asked for is published', () => {
  const types = publishedTypes();
  // A metric is no resource; the settings of an app are one of several configurations.
  const asked = Object.entries(apiVersions).filter(([name]) => name !== 'Microsoft.Insights/metrics');
  expect(asked.filter(([name, version]) => 'unknown' in types.find(name, version))).toEqual([]);
});

/** Paths of properties in a value that its type has not. */
function unknownPaths(value: unknown, type: Type, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null || type.kind === 'any') return [];
  if (type.kind === 'union') {
    const all = type.members.map((member) => unknownPaths(value, member, path));
    return all.reduce((fewest, one) => (one.length < fewest.length ? one : fewest), all[0] ?? []);
  }
  if (Array.isArray(value)) {
    if (type.kind !== 'array') return [path];
    return value.flatMap((item, index) => unknownPaths(item, type.item, `${path}/${index}`));
  }
  if (type.kind !== 'object') return [path];
  return Object.entries(value).flatMap(([name, part]) => {
    const known = type.properties.get(name)?.type ?? type.additional;
    return known === undefined ? [`${path}/${name}`] : unknownPaths(part, known, `${path}/${name}`);
  });
}
