import { isAmong } from './ascending';
import { countOffsets } from './countingSort';

/**
 * Edges between nodes of two kinds, left and right, each kind numbered from 0: the right neighbours of left node l are
 * rightsOf[leftOffsets[l] .. leftOffsets[l + 1]), ascending, and the other way round.
 */
export interface BipartiteGraph {
  readonly leftOffsets: Int32Array;
  readonly rightsOf: Int32Array;
  readonly rightOffsets: Int32Array;
  readonly leftsOf: Int32Array;
}

/**
 * The graph of distinct edges.
 *
 * @param lefts left node of each edge, ascending; and among those of one left node its `rights` ascending.
 */
export function bipartiteGraph(
  lefts: Int32Array,
  rights: Int32Array,
  leftCount: number,
  rightCount: number,
): BipartiteGraph {
  const rightOffsets = countOffsets(rights, rightCount);
  const next = rightOffsets.slice();
  const leftsOf = new Int32Array(lefts.length);
  for (let edge = 0; edge < lefts.length; edge++) leftsOf[next[rights[edge]!]!++] = lefts[edge]!;
  return { leftOffsets: countOffsets(lefts, leftCount), rightsOf: rights, rightOffsets, leftsOf };
}

/** Number of neighbours of a node, by the offsets of its kind. */
export function degree(offsets: Int32Array, node: number): number {
  return offsets[node + 1]! - offsets[node]!;
}

/** Whether two nodes have an edge. @param left, right -1 for what the graph does not hold */
export function hasEdge({ leftOffsets, rightsOf }: BipartiteGraph, left: number, right: number): boolean {
  return left >= 0 && right >= 0 && isAmong(rightsOf, right, leftOffsets[left]!, leftOffsets[left + 1]!);
}
