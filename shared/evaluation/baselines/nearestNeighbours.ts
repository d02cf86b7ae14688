import { type AccessGraph, accessGraph, resourceAt, resourcesOf, userAt, usersOf } from '../accessGraph';
import type { CandidateScorer } from '../candidate';

/** How many of the users most like a user are asked. */
const neighbourCount = 50;

/** Users like a user, and how like: cosine of their sets of resources, |A and B| / sqrt(|A| |B|). */
interface Neighbours {
  readonly users: readonly number[];
  readonly similarities: readonly number[];
  readonly total: number;
}

/**
 * What share of the 50 users most like a user use the resource, each weighted by its likeness, from 0 for all to 1 for
 * none: 1 - (sum of likeness of those who do + p) / (sum of all likeness + 1), where p is the share of all users of the
 * tenant that use it. The users of the tenant so count as one more neighbour, and alone for a user nobody knows.
 * (User-based collaborative filtering; Herlocker et al. 1999.) It always has a score.
 */
export const nearestNeighbours: CandidateScorer = {
  name: 'nearestNeighbours',
  fit(training) {
    const graph = accessGraph(training);
    const { starts, partitions } = graph.users;
    const usersOfTenant = new Map(partitions.map((tenant, at) => [tenant, starts[at + 1]! - starts[at]!]));
    const remembered = new Map<number, Neighbours>();
    const common = new Int32Array(graph.users.values.length);
    const neighboursOf = (user: number) => {
      const neighbours = remembered.get(user) ?? findNeighbours(graph, user, common);
      remembered.set(user, neighbours);
      return neighbours;
    };
    return {
      score(access) {
        const user = userAt(graph, access);
        const resource = resourceAt(graph, access);
        const whoUse = resource < 0 ? new Int32Array(0) : usersOf(graph, resource);
        const popularity = whoUse.length / (usersOfTenant.get(access.tenant) ?? 1);
        if (user < 0) return 1 - popularity;
        const { users, similarities, total } = neighboursOf(user);
        const doUse = users.reduce((sum, other, i) => sum + (includes(whoUse, other) ? similarities[i]! : 0), 0);
        return 1 - (doUse + popularity) / (total + 1);
      },
    };
  },
};

/**
 * The users most like a user; equal ones by their position in the graph.
 *
 * @param common zeros, one a user; zeros again afterwards.
 */
function findNeighbours(graph: AccessGraph, user: number, common: Int32Array): Neighbours {
  const own = resourcesOf(graph, user);
  for (const resource of own) for (const other of usersOf(graph, resource)) common[other]!++;
  const users: number[] = [];
  const similarities: number[] = [];
  for (let other = 0; other < common.length; other++) {
    if (common[other] === 0 || other === user) continue;
    const similarity = common[other]! / Math.sqrt(own.length * resourcesOf(graph, other).length);
    if (users.length === neighbourCount && similarity <= similarities.at(-1)!) continue;
    let place = users.length;
    while (place > 0 && similarities[place - 1]! < similarity) place--;
    users.splice(place, 0, other);
    similarities.splice(place, 0, similarity);
    users.length = similarities.length = Math.min(users.length, neighbourCount);
  }
  common.fill(0);
  return { users, similarities, total: similarities.reduce((sum, similarity) => sum + similarity, 0) };
}

function includes(ascending: Int32Array, value: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value;
}
