import { type BipartiteGraph, degree } from '../../numerics/bipartiteGraph';
import { louvain } from './louvain';

/** The community of each node of a bipartite graph. Who or what shares nothing is alone in one. */
export interface Communities {
  readonly ofLeft: Int32Array;
  readonly ofRight: Int32Array;
}

/**
 * Communities by {@link louvain}. An edge weighs 1 / sqrt(number of lefts its right has): what few have in common says
 * more of who belongs together.
 *
 * @param widestRight rights with more lefts than this tie nobody to anybody.
 */
export function communitiesOf(graph: BipartiteGraph, widestRight = Number.POSITIVE_INFINITY): Communities {
  const { leftOffsets, rightsOf, rightOffsets, leftsOf } = graph;
  const leftCount = leftOffsets.length - 1;
  const rightCount = rightOffsets.length - 1;
  const offsets = [0];
  const neighbours: number[] = [];
  const weights: number[] = [];
  const link = (neighbour: number, right: number) => {
    const lefts = degree(rightOffsets, right);
    if (lefts > widestRight) return;
    neighbours.push(neighbour);
    weights.push(1 / Math.sqrt(lefts));
  };
  for (let left = 0; left < leftCount; left++) {
    for (const right of rightsOf.subarray(leftOffsets[left], leftOffsets[left + 1])) link(leftCount + right, right);
    offsets.push(neighbours.length);
  }
  for (let right = 0; right < rightCount; right++) {
    for (const left of leftsOf.subarray(rightOffsets[right], rightOffsets[right + 1])) link(left, right);
    offsets.push(neighbours.length);
  }
  const communities = louvain({
    offsets: Int32Array.from(offsets),
    neighbours: Int32Array.from(neighbours),
    weights: Float64Array.from(weights),
  });
  return { ofLeft: communities.subarray(0, leftCount), ofRight: communities.subarray(leftCount) };
}
