import { degree } from '../../../../numerics/bipartiteGraph';
import type { AffinityScoredModel, LocatedAccess } from '../affinityAccess';
import { explainingOf, likenessOfStrangers } from './explaining';
import type { Peer } from './peers';

/** Of more users than these an even sample is looked at. */
const mostUsers = 64;

/** The users of a resource that are not among the peers of the one who opens it. */
export interface OtherUsers {
  readonly count: number;
  /**
   * How much more like them the user is, on average, than two users drawn at random are like each other: 1 for no more,
   * or where there are none; Infinity where those are not alike at all.
   */
  readonly likeness: number;
}

export function otherUsers(
  model: AffinityScoredModel,
  { opener, place }: LocatedAccess,
  peers: readonly Peer[],
): OtherUsers {
  if (place.resource < 0) return { count: 0, likeness: 1 };
  const { rightOffsets, leftsOf } = model.affinity.graph.pairs;
  const { meter } = explainingOf(model);
  meter.turnTo(opener.user);
  const all = degree(rightOffsets, place.resource);
  const nearest = new Set(peers.map(({ user }) => user));
  let [sum, seen] = [0, 0];
  for (let i = 0; i < all; i += Math.max(1, all / mostUsers)) {
    const user = leftsOf[rightOffsets[place.resource]! + Math.floor(i)]!;
    if (nearest.has(user)) continue;
    sum += meter.to(user);
    seen++;
  }
  const count = all - peers.filter(({ usesResource }) => usesResource).length;
  const stranger = likenessOfStrangers(model, opener.tenant);
  const mean = seen === 0 ? stranger : sum / seen;
  return { count, likeness: mean === stranger ? 1 : mean / stranger };
}
