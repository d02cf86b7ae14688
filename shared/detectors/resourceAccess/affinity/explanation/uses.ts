import type { BipartiteGraph } from '../../../../numerics/bipartiteGraph';

/** Whether a user and a resource (or a group of them) have an edge. @param user, right -1 for what the graph does not hold */
export function uses({ leftOffsets, rightsOf }: BipartiteGraph, user: number, right: number): boolean {
  if (user < 0 || right < 0) return false;
  return rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1]).includes(right);
}
