import fc from 'fast-check';
import { resourceNameOf } from '../../../../../shared/detectors/resourceAccess/affinity/resourceName';
import type { ResourceGroups } from '../../../../../shared/detectors/resourceAccess/affinity/usageGraph';
import { nameAt } from '../../../../../shared/detectors/resourceAccess/nameTable';
import { type PairTable, tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { anyTable, graphOf } from './tables';

/** Every (tenant, user, group) of a table, by what the names of resources tell. */
function expectedGroups({ users, resources, userOf, resourceOf }: PairTable, kind: 'server' | 'family'): Set<string> {
  const entries = Array.from(userOf, (user, pair) => {
    const group = resourceNameOf(resources.values[resourceOf[pair]!]!)[kind];
    return JSON.stringify([users.partitions[users.partitionOf[user]!], users.values[user], group]);
  });
  return new Set(entries);
}

function foundGroups({ users }: PairTable, { names, graph }: ResourceGroups): string[] {
  const found: string[] = [];
  for (let user = 0; user < users.values.length; user++) {
    const tenant = users.partitionOf[user]!;
    for (const group of graph.rightsOf.subarray(graph.leftOffsets[user], graph.leftOffsets[user + 1])) {
      expect(group).toBeGreaterThanOrEqual(names.starts[tenant]!);
      expect(group).toBeLessThan(names.starts[tenant + 1]!);
      found.push(JSON.stringify([users.partitions[tenant], users.values[user], nameAt(names.names, group)]));
    }
  }
  return found;
}

it('knows who uses which server and which family, each once', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const { servers, families } = graphOf(table);
      expect(foundGroups(table, servers).sort()).toEqual([...expectedGroups(table, 'server')].sort());
      expect(foundGroups(table, families).sort()).toEqual([...expectedGroups(table, 'family')].sort());
    }),
  );
});

it('keeps the pairs, the group of each resource, and which are administrative', () => {
  const pair = (resource: string, tenant = '0') => ({ tenant, user: 'a', resource, likelihood: 1 });
  const table = tabulatePairs([pair('fs1\\C$'), pair('fs1\\data-1'), pair('fs2\\data-2'), pair('fs1\\data-1', '1')]);
  const { servers, families, isAdministrative, pairs } = graphOf(table);
  expect(table.resources.values).toEqual(['fs1\\C$', 'fs1\\data-1', 'fs2\\data-2', 'fs1\\data-1']);
  expect([...isAdministrative]).toEqual([1, 0, 0, 0]);
  const groupNames = ({ groupOf, names }: ResourceGroups) => Array.from(groupOf, (group) => nameAt(names.names, group));
  expect(groupNames(servers)).toEqual(['fs1', 'fs1', 'fs2', 'fs1']);
  expect(groupNames(families)).toEqual(['c$', 'data', 'data', 'data']);
  expect([...servers.groupOf]).toEqual([0, 0, 1, 2]);
  expect([...pairs.rightsOf]).toEqual([0, 1, 2, 3]);
});
