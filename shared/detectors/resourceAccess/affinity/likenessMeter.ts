import { type BipartiteGraph, degree } from '../../../numerics/bipartiteGraph';
import type { UsageGraph } from './usageGraph';

/** Of more users than these a sample is looked at, evenly spaced. */
const mostUsers = 64;
/** A user's resources beyond these are a sample as well: an account that reaches everything is like nobody. */
const mostResources = 1024;

/** How alike one user and those around a resource are. */
export interface Likeness {
  /** Sum over all of them, estimated from the sample. */
  readonly sum: number;
  /** Mean, together with one average stranger. */
  readonly mean: number;
  /** Mean over the three most alike of the sample; those missing are like nobody. */
  readonly closest: number;
}

/** One of a user's resources, by position, and how similar it is to another, above 0 and at most 1. */
export interface SimilarResource {
  readonly resource: number;
  readonly similarity: number;
}

/**
 * Measures how alike users are in what they use: the cosine of their resources, weighted by how few use them,
 *
 *     s(u, v) = sum over common resources q of w_q / (|u| |v|),  |u|^2 = sum of w_q,  w_q = log(1 + U / d_q)^2
 *
 * with d_q the users of q among the U of its tenant (inverse user frequency: Breese, Heckerman, Kadie, 1998).
 */
export class LikenessMeter {
  readonly #graph: BipartiteGraph;
  readonly #weights: Float64Array;
  readonly #norms: Float64Array;
  /** Weights of the resources of the user at hand, 0 for all others. */
  readonly #marks: Float64Array;
  readonly #sharedCounts: Int32Array;
  #marked: number[] = [];
  #norm = 0;
  #user = -1;

  constructor({ pairs, userStarts, resourceStarts }: UsageGraph) {
    this.#graph = pairs;
    this.#weights = resourceWeights(pairs, userStarts, resourceStarts);
    this.#norms = userNorms(pairs, this.#weights);
    this.#marks = new Float64Array(this.#weights.length);
    this.#sharedCounts = new Int32Array(this.#weights.length);
  }

  /** Turns to a user: their known resources, and others. @param user -1 for one who is not in the graph */
  turnTo(user: number, others: readonly number[] = []): void {
    for (const resource of this.#marked) this.#marks[resource] = 0;
    const { leftOffsets, rightsOf } = this.#graph;
    const known = user < 0 ? [] : rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1]);
    this.#user = user;
    this.#marked = [...known, ...others];
    let square = 0;
    for (const resource of this.#marked) {
      if (this.#marks[resource] !== 0) continue;
      this.#marks[resource] = this.#weights[resource]!;
      square += this.#weights[resource]!;
    }
    this.#norm = Math.sqrt(square);
  }

  /** Likeness of the user at hand to another, 0 to 1. */
  to(other: number): number {
    const { leftOffsets, rightsOf } = this.#graph;
    const from = leftOffsets[other]!;
    const end = leftOffsets[other + 1]!;
    const step = Math.max(1, (end - from) / mostResources);
    let shared = 0;
    // The loop that nearly all of scoring is spent in.
    if (step === 1) for (let edge = from; edge < end; edge++) shared += this.#marks[rightsOf[edge]!]!;
    else for (let i = from; i < end; i += step) shared += this.#marks[rightsOf[Math.floor(i)]!]!;
    return shared === 0 ? 0 : (step * shared) / (this.#norm * this.#norms[other]!);
  }

  /** Likeness to the users at a right node of a graph. @param stranger likeness to a user drawn at random */
  toUsersOf({ rightOffsets, leftsOf }: BipartiteGraph, node: number, stranger: number): Likeness {
    if (node < 0) return { sum: 0, mean: stranger, closest: 0 };
    const from = rightOffsets[node]!;
    const end = rightOffsets[node + 1]!;
    const step = Math.max(1, (end - from) / mostUsers);
    let [sum, count] = [0, 0];
    let [first, second, third] = [0, 0, 0];
    for (let i = from; i < end; i += step) {
      const other = leftsOf[Math.floor(i)]!;
      if (other === this.#user) continue;
      const likeness = this.to(other);
      sum += likeness;
      count++;
      if (likeness <= third) continue;
      third = Math.min(second, likeness);
      second = Math.min(first, Math.max(second, likeness));
      first = Math.max(first, likeness);
    }
    return { sum: step * sum, mean: (sum + stranger) / (count + 1), closest: (first + second + third) / 3 };
  }

  /**
   * The one of the user's resources that is most similar to a resource, the first of equals: the similarity is the cosine
   * of their users, |N(q) n N(r)| / sqrt(d_q (d_r + 2)), the 2 because few users make no likeness; estimated from a sample
   * of N(r). Null where nobody of it uses any of theirs.
   */
  mostSimilarResource(resource: number): SimilarResource | null {
    if (resource < 0) return null;
    const { leftOffsets, rightsOf, rightOffsets, leftsOf } = this.#graph;
    const from = rightOffsets[resource]!;
    const end = rightOffsets[resource + 1]!;
    const step = Math.max(1, (end - from) / mostUsers);
    const shared: number[] = [];
    let users = 0;
    for (let i = from; i < end; i += step) {
      const other = leftsOf[Math.floor(i)]!;
      if (other === this.#user) continue;
      users++;
      const last = Math.min(leftOffsets[other + 1]!, leftOffsets[other]! + mostResources);
      for (let edge = leftOffsets[other]!; edge < last; edge++) {
        const candidate = rightsOf[edge]!;
        if (this.#marks[candidate] === 0 || candidate === resource) continue;
        if (this.#sharedCounts[candidate]!++ === 0) shared.push(candidate);
      }
    }
    let [best, greatest] = [-1, 0];
    for (const candidate of shared) {
      const common = step * this.#sharedCounts[candidate]!;
      const similarity = common / Math.sqrt(degree(rightOffsets, candidate) * (step * users + 2));
      this.#sharedCounts[candidate] = 0;
      if (similarity < greatest || (similarity === greatest && candidate > best)) continue;
      [best, greatest] = [candidate, similarity];
    }
    return best < 0 ? null : { resource: best, similarity: greatest };
  }
}

function resourceWeights(pairs: BipartiteGraph, userStarts: Int32Array, resourceStarts: Int32Array): Float64Array {
  const weights = new Float64Array(pairs.rightOffsets.length - 1);
  for (let tenant = 0; tenant < userStarts.length - 1; tenant++) {
    const users = userStarts[tenant + 1]! - userStarts[tenant]!;
    for (let resource = resourceStarts[tenant]!; resource < resourceStarts[tenant + 1]!; resource++) {
      weights[resource] = Math.log(1 + users / Math.max(1, degree(pairs.rightOffsets, resource))) ** 2;
    }
  }
  return weights;
}

function userNorms({ leftOffsets, rightsOf }: BipartiteGraph, weights: Float64Array): Float64Array {
  const norms = new Float64Array(leftOffsets.length - 1);
  for (let user = 0; user < norms.length; user++) {
    let square = 0;
    for (let edge = leftOffsets[user]!; edge < leftOffsets[user + 1]!; edge++) square += weights[rightsOf[edge]!]!;
    norms[user] = Math.sqrt(square);
  }
  return norms;
}
