/** Component of each node on either side of a bipartite graph, -1 for a node without an edge. */
export interface Components {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * Connected components of a bipartite graph, by union-find. A component's number is its least left node, so it does
 * not depend on the order of the edges.
 *
 * @param lefts left end of each edge, in [0, leftCount).
 * @param rights right end of each edge, in [0, rightCount).
 */
export function connectedComponents(
  leftCount: number,
  rightCount: number,
  lefts: Int32Array,
  rights: Int32Array,
): Components {
  const parents = Int32Array.from({ length: leftCount }, (_, node) => node);
  const left = new Int32Array(leftCount).fill(-1);
  const right = new Int32Array(rightCount).fill(-1);

  for (let edge = 0; edge < lefts.length; edge++) {
    const node = lefts[edge]!;
    const other = right[rights[edge]!]!;
    if (other < 0) right[rights[edge]!] = node;
    else union(parents, node, other);
    left[node] = node;
  }
  const component = (node: number) => (node < 0 ? -1 : find(parents, node));
  return { left: left.map(component), right: right.map(component) };
}

function union(parents: Int32Array, one: number, other: number): void {
  const a = find(parents, one);
  const b = find(parents, other);
  parents[Math.max(a, b)] = Math.min(a, b);
}

function find(parents: Int32Array, node: number): number {
  let root = node;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}
