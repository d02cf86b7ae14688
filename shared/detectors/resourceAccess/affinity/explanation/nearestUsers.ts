import { type BipartiteGraph, degree } from '../../../../numerics/bipartiteGraph';
import type { LikenessMeter } from '../likenessMeter';

/** Users are looked for among so many who share a resource with the one at hand: those of the rarest resources. */
const mostCandidates = 500;

/** A user, by position, and the likeness to the one at hand, above 0 and at most 1. */
export interface NearUser {
  readonly user: number;
  readonly likeness: number;
}

/**
 * The users most like one, the most alike first ({@link LikenessMeter}): of all who share a resource with them if those
 * are at most 500, and otherwise of the users of their rarest resources, evenly spaced where a resource alone has too many.
 *
 * @param meter is turned to the user
 * @param user -1 for one who is not in the graph, whom nobody is like
 */
export function nearestUsers(pairs: BipartiteGraph, meter: LikenessMeter, user: number, count: number): NearUser[] {
  if (user < 0) return [];
  meter.turnTo(user);
  return candidatesFor(pairs, user)
    .map((other) => ({ user: other, likeness: meter.to(other) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((one, other) => other.likeness - one.likeness || one.user - other.user)
    .slice(0, count);
}

function candidatesFor({ leftOffsets, rightsOf, rightOffsets, leftsOf }: BipartiteGraph, user: number): number[] {
  const own = rightsOf.slice(leftOffsets[user], leftOffsets[user + 1]);
  const rarestFirst = own.sort((one, other) => degree(rightOffsets, one) - degree(rightOffsets, other) || one - other);
  const candidates = new Set<number>([user]);
  for (const resource of rarestFirst) {
    const room = mostCandidates + 1 - candidates.size;
    if (room <= 0) break;
    const step = Math.max(1, degree(rightOffsets, resource) / room);
    const end = rightOffsets[resource + 1]!;
    for (let i = rightOffsets[resource]!; i < end; i += step) candidates.add(leftsOf[Math.floor(i)]!);
  }
  candidates.delete(user);
  return [...candidates];
}
