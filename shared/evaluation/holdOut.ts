import type { Pair } from '../detectors/resourceAccess/trainingSet';
import type { Access } from '../events/access';
import { millisecondsPerDay } from '../events/time';
import { degree } from '../numerics/bipartiteGraph';
import { MersenneTwister } from '../numerics/mersenneTwister';
import { type AccessGraph, accessGraph, resourcesOf } from './accessGraph';
import type { LabelledAccess } from './labelledAccess';
import { shuffled } from './planting/draw';

/** A user who uses nearly everything has hardly a non-edge: it is looked for so often, and then left out. */
const mostDraws = 100;

/** Pairs that stay, and those to be judged: held-out ones, and pairs that are none. */
export interface HeldOut {
  readonly training: readonly Access[];
  readonly test: readonly LabelledAccess[];
}

/**
 * Splits pairs that have no time: a part of them is held out at random, and of each held-out pair two are made that do
 * not exist, `sameUser` with a random resource and `sameResource` with a random user, both of its tenant. A held-out
 * pair is what ought to score low, though it was not in training. A user and a resource keep at least one pair each.
 *
 * The accesses are given times: those of training are all of one day, the others all of the next, in random order.
 *
 * @param share of the pairs to hold out, above 0 and below 1; fewer where too many users or resources have one pair.
 */
export function holdOut(pairs: Iterable<Pair>, share: number, seed: number): HeldOut {
  const graph = accessGraph(pairs);
  const random = new MersenneTwister(seed);
  const heldOut = drawPairs(graph, share, random);
  const isHeldOut = new Set(heldOut.map(({ user, resource }) => numberOf(graph, user, resource)));
  const taken = new Set<number>();
  const judged = heldOut.flatMap(({ user, resource }) => [
    { user, resource, kind: null },
    ...drawNonPair(graph, 'sameUser', () => [user, drawResource(graph, user, random)], taken),
    ...drawNonPair(graph, 'sameResource', () => [drawColleague(graph, user, random), resource], taken),
  ]);
  const training: Access[] = [];
  for (let user = 0; user < graph.users.values.length; user++) {
    for (const resource of resourcesOf(graph, user)) {
      if (!isHeldOut.has(numberOf(graph, user, resource))) training.push(accessOf(graph, user, resource, 0));
    }
  }
  const test = shuffled(judged, random).map(({ user, resource, kind }) => ({
    kind,
    access: accessOf(graph, user, resource, millisecondsPerDay),
  }));
  return { training, test };
}

function drawPairs(graph: AccessGraph, share: number, random: MersenneTwister) {
  const pairCount = graph.rightsOf.length;
  const userOf = Int32Array.from({ length: pairCount });
  for (let user = 0; user < graph.users.values.length; user++) {
    userOf.fill(user, graph.leftOffsets[user], graph.leftOffsets[user + 1]);
  }
  const leftOfUser = Int32Array.from(graph.users.values, (_, user) => degree(graph.leftOffsets, user));
  const leftOfResource = Int32Array.from(graph.resources.values, (_, at) => degree(graph.rightOffsets, at));
  const wanted = Math.round(share * pairCount);
  const drawn: { readonly user: number; readonly resource: number }[] = [];
  for (const pair of shuffled(userOf.keys(), random)) {
    if (drawn.length === wanted) break;
    const user = userOf[pair]!;
    const resource = graph.rightsOf[pair]!;
    if (leftOfUser[user]! < 2 || leftOfResource[resource]! < 2) continue;
    leftOfUser[user]!--;
    leftOfResource[resource]!--;
    drawn.push({ user, resource });
  }
  return drawn;
}

/** One that is no pair of the graph and was not drawn before, or none. */
function drawNonPair(
  graph: AccessGraph,
  kind: string,
  draw: () => readonly [user: number, resource: number],
  taken: Set<number>,
) {
  for (let draws = 0; draws < mostDraws; draws++) {
    const [user, resource] = draw();
    const number = numberOf(graph, user, resource);
    if (taken.has(number) || resourcesOf(graph, user).includes(resource)) continue;
    taken.add(number);
    return [{ user, resource, kind }];
  }
  return [];
}

/** A resource of the user's tenant. */
function drawResource({ users, resources }: AccessGraph, user: number, random: MersenneTwister): number {
  const tenant = users.partitionOf[user]!;
  return random.integerBetween(resources.starts[tenant]!, resources.starts[tenant + 1]! - 1);
}

/** A user of the user's tenant. */
function drawColleague({ users }: AccessGraph, user: number, random: MersenneTwister): number {
  const tenant = users.partitionOf[user]!;
  return random.integerBetween(users.starts[tenant]!, users.starts[tenant + 1]! - 1);
}

function numberOf({ resources }: AccessGraph, user: number, resource: number): number {
  return user * resources.values.length + resource;
}

/** As a row would say it that knows no more than the pair: the share's name is the resource's. */
function accessOf({ users, resources }: AccessGraph, user: number, resource: number, time: number): Access {
  const name = resources.values[resource]!;
  return {
    tenant: users.partitions[users.partitionOf[user]!]!,
    user: users.values[user]!,
    resource: name,
    time,
    computer: '',
    shareName: name,
    ipAddress: '',
    itemId: '',
    truncated: false,
  };
}
