import { type Pair, tabulatePairs } from '../detectors/resourceAccess/trainingSet';
import { type BipartiteGraph, bipartiteGraph } from '../numerics/bipartiteGraph';
import type { Indexer } from '../numerics/indexer';

/** Who (left) uses what (right), in all tenants, each pair once however often it occurs. */
export interface AccessGraph extends BipartiteGraph {
  readonly users: Indexer;
  readonly resources: Indexer;
}

export function accessGraph(accesses: Iterable<Pair>): AccessGraph {
  const { users, resources, userOf, resourceOf } = tabulatePairs(counted(accesses));
  return {
    users,
    resources,
    ...bipartiteGraph(userOf, resourceOf, users.values.length, resources.values.length),
  };
}

/** Position of the user of a pair in `users.values`; -1 for one that is not in the graph. */
export function userAt({ users }: AccessGraph, { tenant, user }: Pair): number {
  return users.indexOf(tenant, user) - 1;
}

/** Position of the resource of a pair in `resources.values`; -1 for one that is not in the graph. */
export function resourceAt({ resources }: AccessGraph, { tenant, resource }: Pair): number {
  return resources.indexOf(tenant, resource) - 1;
}

/** The resources of a user, ascending. */
export function resourcesOf({ leftOffsets, rightsOf }: AccessGraph, user: number): Int32Array {
  return rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1]);
}

/** The users of a resource, ascending. */
export function usersOf({ rightOffsets, leftsOf }: AccessGraph, resource: number): Int32Array {
  return leftsOf.subarray(rightOffsets[resource], rightOffsets[resource + 1]);
}

function* counted(accesses: Iterable<Pair>) {
  for (const { tenant, user, resource } of accesses) yield { tenant, user, resource, likelihood: 1 };
}
