import { isAmong } from '../../../numerics/ascending';
import { type BipartiteGraph, degree } from '../../../numerics/bipartiteGraph';
import { MersenneTwister } from '../../../numerics/mersenneTwister';
import type { PairTable } from '../trainingSet';
import type { HeldOutPairs } from './heldOut';

/** Pairs by user and resource, which is -1 where only the user counts. */
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
/** What is kept of a pair that occurred, in each of the pairs drawn beside it. */
export type Kept = 'user' | 'either';

const keptBeside = {
  user: ['user', 'user', 'user', 'user'],
  either: ['user', 'resource', 'user', 'resource'],
} as const;
const usersBeside = 2;
/** A user of everything has no resource left to draw. */
const mostDraws = 50;

/**
 * The held-out pairs, or a sample of them, and pairs drawn at random that never occurred. Resources and users are drawn
 * uniformly from those of the tenant that the graph knows, so that nothing is assumed of what an attacker would open.
 *
 * @param graph of the pairs that are not held out
 */
export function drawExamples(
  table: PairTable,
  heldOut: HeldOutPairs,
  graph: BipartiteGraph,
  kept: Kept,
  seed: number,
): Examples {
  const random = new MersenneTwister(seed);
  const occurred = sampleOccurred(table, heldOut, random);
  const users = liveNodes(graph.leftOffsets, table.users.starts);
  const resources = liveNodes(graph.rightOffsets, table.resources.starts);
  const sampled = { users: [] as number[], resources: [] as number[] };
  /** Draws what is not given until the pair never occurred. */
  const draw = (tenant: number, user?: number, resource?: number): void => {
    const one = (of: readonly number[]) => of[random.integerBelow(of.length)]!;
    if (users[tenant]!.length === 0 || resources[tenant]!.length === 0) return;
    for (let i = 0; i < mostDraws; i++) {
      const pair = { user: user ?? one(users[tenant]!), resource: resource ?? one(resources[tenant]!) };
      if (isPair(table, pair.user, pair.resource)) continue;
      sampled.users.push(pair.user);
      sampled.resources.push(pair.resource);
      return;
    }
  };
  for (let i = 0; i < occurred.users.length; i++) {
    const [user, resource] = [occurred.users[i]!, occurred.resources[i]!];
    const tenant = table.users.partitionOf[user]!;
    for (const one of keptBeside[kept]) {
      if (one === 'user') draw(tenant, user);
      else draw(tenant, undefined, resource);
    }
  }
  return {
    occurred,
    sampled: { users: Int32Array.from(sampled.users), resources: Int32Array.from(sampled.resources) },
  };
}

/**
 * The users of pairs that occurred, as often as they did, and beside each two drawn at random from those of the tenant that
 * the graph knows: all at no resource, -1. Users of whom nothing was known before are left out.
 *
 * @param graph of the pairs that are not held out
 */
export function drawUsers(
  { users: { partitionOf, starts } }: PairTable,
  { occurred }: Examples,
  { leftOffsets }: BipartiteGraph,
  seed: number,
): Examples {
  const random = new MersenneTwister(seed);
  const live = liveNodes(leftOffsets, starts);
  const known = occurred.users.filter((user) => degree(leftOffsets, user) > 0);
  const drawn = new Int32Array(known.length * usersBeside);
  known.forEach((user, i) => {
    const others = live[partitionOf[user]!]!;
    for (let j = 0; j < usersBeside; j++) drawn[i * usersBeside + j] = others[random.integerBelow(others.length)]!;
  });
  return { occurred: atNoResource(known), sampled: atNoResource(drawn) };
}

function atNoResource(users: Int32Array): ExamplePairs {
  return { users, resources: new Int32Array(users.length).fill(-1) };
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
function isPair({ offsets, resourceOf }: PairTable, user: number, resource: number): boolean {
  return isAmong(resourceOf, resource, offsets[user]!, offsets[user + 1]!);
}
