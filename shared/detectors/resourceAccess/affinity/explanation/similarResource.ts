import { type BipartiteGraph, degree } from '../../../../numerics/bipartiteGraph';

/** As {@link LikenessMeter} samples them. */
const mostUsers = 64;
const mostResources = 1024;

/** One of a user's resources, by position, and how similar it is to the one opened, above 0 and at most 1. */
export interface SimilarResource {
  readonly resource: number;
  readonly similarity: number;
}

/**
 * The one of a user's resources that is most similar to a resource, by what {@link LikenessMeter.ofSimilarResource} tells
 * the greatest value of; the first of equals. Null where nobody who uses the resource uses any of theirs.
 *
 * @param user, resource -1 for one that is not in the graph
 */
export function similarResource(pairs: BipartiteGraph, user: number, resource: number): SimilarResource | null {
  if (user < 0 || resource < 0) return null;
  const { leftOffsets, rightsOf, rightOffsets, leftsOf } = pairs;
  const own = new Set(rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1]));
  own.delete(resource);
  const shared = new Map<number, number>();
  const end = rightOffsets[resource + 1]!;
  const step = Math.max(1, degree(rightOffsets, resource) / mostUsers);
  let users = 0;
  for (let i = rightOffsets[resource]!; i < end; i += step) {
    const other = leftsOf[Math.floor(i)]!;
    if (other === user) continue;
    users++;
    const last = Math.min(leftOffsets[other + 1]!, leftOffsets[other]! + mostResources);
    for (let edge = leftOffsets[other]!; edge < last; edge++) {
      const candidate = rightsOf[edge]!;
      if (own.has(candidate)) shared.set(candidate, (shared.get(candidate) ?? 0) + 1);
    }
  }
  let best: SimilarResource | null = null;
  for (const [candidate, count] of [...shared].sort(([one], [other]) => one - other)) {
    const similarity = count / Math.sqrt(degree(rightOffsets, candidate) * (users + 2));
    if (similarity > (best?.similarity ?? 0)) best = { resource: candidate, similarity };
  }
  return best;
}
