import { countOffsets, sortByKey } from '../../numerics/countingSort';

/**
 * An undirected graph: the neighbours of node n, and the weights of its edges to them, are at offsets[n] to
 * offsets[n + 1]. Each edge stands at both of its ends; one from a node to itself stands once, with twice its weight.
 */
export interface WeightedGraph {
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  /** Above 0. */
  readonly weights: Float64Array;
}

/** Gains smaller than this are rounding. */
const leastGain = 1e-12;
const mostPasses = 100;

/**
 * Communities of a graph by the Louvain method (Blondel et al. 2008): nodes move to the neighbouring community where
 * modularity gains most until none gains, then communities become nodes. Nodes are taken in their order, and of equal
 * gains the first, so that the same graph has the same communities.
 *
 * @returns the community of each node, numbered from 0 on in the order of their first nodes.
 */
export function louvain(graph: WeightedGraph): Int32Array {
  let level = graph;
  let communities = Int32Array.from({ length: graph.offsets.length - 1 }, (_, node) => node);
  for (;;) {
    const { labels, count } = renumbered(moveNodes(level));
    communities = communities.map((node) => labels[node]!);
    if (count === labels.length) return communities;
    level = contract(level, labels, count);
  }
}

function moveNodes({ offsets, neighbours, weights }: WeightedGraph): Int32Array {
  const nodeCount = offsets.length - 1;
  const labels = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const degrees = Float64Array.from(labels, (node) =>
    weights.subarray(offsets[node], offsets[node + 1]).reduce((sum, weight) => sum + weight, 0),
  );
  const totals = degrees.slice();
  const total = degrees.reduce((sum, degree) => sum + degree, 0);
  const linked = new Float64Array(nodeCount);

  for (let pass = 0, moved = true; moved && pass < mostPasses; pass++) {
    moved = false;
    for (let node = 0; node < nodeCount; node++) {
      const home = labels[node]!;
      const isOther = (edge: number) => neighbours[edge] !== node;
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
        if (isOther(edge)) linked[labels[neighbours[edge]!]!]! += weights[edge]!;
      }
      totals[home]! -= degrees[node]!;
      const gainOf = (label: number) => linked[label]! - (totals[label]! * degrees[node]!) / total;
      let best = home;
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
        const label = labels[neighbours[edge]!]!;
        if (isOther(edge) && gainOf(label) > gainOf(best) + leastGain) best = label;
      }
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) linked[labels[neighbours[edge]!]!] = 0;
      totals[best]! += degrees[node]!;
      labels[node] = best;
      moved ||= best !== home;
    }
  }
  return labels;
}

function renumbered(labels: Int32Array): { readonly labels: Int32Array; readonly count: number } {
  const numbers = new Map<number, number>();
  const renamed = labels.map((label) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
  return { labels: renamed, count: numbers.size };
}

/** The graph whose nodes are the communities. */
function contract({ offsets, neighbours, weights }: WeightedGraph, labels: Int32Array, count: number): WeightedGraph {
  const members = sortByKey(labels, count);
  const starts = countOffsets(labels, count);
  const joined = { offsets: [0], neighbours: [] as number[], weights: [] as number[] };
  for (let community = 0; community < count; community++) {
    const links = new Map<number, number>();
    for (const node of members.subarray(starts[community], starts[community + 1])) {
      for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
        const other = labels[neighbours[edge]!]!;
        links.set(other, (links.get(other) ?? 0) + weights[edge]!);
      }
    }
    joined.neighbours.push(...links.keys());
    joined.weights.push(...links.values());
    joined.offsets.push(joined.neighbours.length);
  }
  return {
    offsets: Int32Array.from(joined.offsets),
    neighbours: Int32Array.from(joined.neighbours),
    weights: Float64Array.from(joined.weights),
  };
}
