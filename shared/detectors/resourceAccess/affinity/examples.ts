import { isAmong } from '../../../numerics/ascending';
import type { BipartiteGraph } from '../../../numerics/bipartiteGraph';
import { MersenneTwister } from '../../../numerics/mersenneTwister';
import type { PairTable } from '../trainingSet';
import type { HeldOutPairs } from './heldOut';

/** Pairs by user and resource. */
export interface ExamplePairs {
  readonly users: Int32Array;
  readonly resources: Int32Array;
}

/** Held-out pairs, and others that did not occur. */
export interface Examples {
  readonly occurred: ExamplePairs;
  readonly sampled: ExamplePairs;
}

const mostOccurred = 20_000;
/** For each pair that occurred, of its user and of its resource. */
const sampledPerSide = 2;
/** A user of everything has no resource left to draw. */
const mostDraws = 50;

/**
 * The held-out pairs, or a sample of them; and for each two pairs of the same user and a resource drawn at random, and two
 * of the same resource and a user drawn at random, that never occurred. Resources and users are drawn uniformly from
 * those of the tenant that the graph knows, so that nothing is assumed of what an attacker would open.
 *
 * @param graph of the pairs that are not held out
 */
export function drawExamples(table: PairTable, heldOut: HeldOutPairs, graph: BipartiteGraph, seed: number): Examples {
  const random = new MersenneTwister(seed);
  const occurred = sampleOccurred(table, heldOut, random);
  const users = liveNodes(graph.leftOffsets, table.users.starts);
  const resources = liveNodes(graph.rightOffsets, table.resources.starts);
  const isPair = pairTest(table);
  const sampled = { users: [] as number[], resources: [] as number[] };
  const add = (user: number, resource: number) => {
    if (user < 0 || resource < 0) return;
    sampled.users.push(user);
    sampled.resources.push(resource);
  };
  const draw = (of: readonly number[], isTaken: (drawn: number) => boolean): number => {
    for (let i = 0; i < mostDraws && of.length > 0; i++) {
      const drawn = of[random.integerBelow(of.length)]!;
      if (!isTaken(drawn)) return drawn;
    }
    return -1;
  };
  for (let i = 0; i < occurred.users.length; i++) {
    const [user, resource] = [occurred.users[i]!, occurred.resources[i]!];
    const tenant = table.users.partitionOf[user]!;
    for (let side = 0; side < sampledPerSide; side++) {
      const otherResource = draw(resources[tenant]!, (drawn) => isPair(user, drawn));
      add(user, otherResource);
      const otherUser = draw(users[tenant]!, (drawn) => isPair(drawn, resource));
      add(otherUser, resource);
    }
  }
  return {
    occurred,
    sampled: { users: Int32Array.from(sampled.users), resources: Int32Array.from(sampled.resources) },
  };
}

function sampleOccurred(
  { userOf, resourceOf }: PairTable,
  { isHeldOut, count }: HeldOutPairs,
  random: MersenneTwister,
): ExamplePairs {
  const wanted = Math.min(count, mostOccurred);
  const users = new Int32Array(wanted);
  const resources = new Int32Array(wanted);
  let [taken, left] = [0, count];
  for (let pair = 0; pair < userOf.length && taken < wanted; pair++) {
    if (isHeldOut[pair] === 0) continue;
    // Each of those left with the same chance (Knuth, The Art of Computer Programming, 3.4.2, algorithm S).
    if (random.integerBelow(left--) >= wanted - taken) continue;
    users[taken] = userOf[pair]!;
    resources[taken++] = resourceOf[pair]!;
  }
  return { users, resources };
}

/** The nodes of each tenant that have an edge. */
function liveNodes(offsets: Int32Array, starts: Int32Array): number[][] {
  return Array.from(starts.subarray(0, -1), (start, tenant) => {
    const nodes: number[] = [];
    for (let node = start; node < starts[tenant + 1]!; node++)
      if (offsets[node + 1]! > offsets[node]!) nodes.push(node);
    return nodes;
  });
}

/** Whether a pair is in the table, held out or not. */
function pairTest({ offsets, resourceOf }: PairTable): (user: number, resource: number) => boolean {
  return (user, resource) => isAmong(resourceOf, resource, offsets[user]!, offsets[user + 1]!);
}
