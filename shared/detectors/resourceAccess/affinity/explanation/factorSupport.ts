import type { Factors } from '../../../../numerics/alternatingLeastSquares';
import type { BipartiteGraph } from '../../../../numerics/bipartiteGraph';
import { PassiveSystem } from '../../../../numerics/nonNegative/passiveSystem';
import { NormalEquation } from '../../../../numerics/normalEquation';

/** A factorisation by implicit feedback whose users were computed last. */
export interface ImplicitFactorization {
  readonly pairs: BipartiteGraph;
  readonly factors: Factors;
  readonly rank: number;
  readonly regularization: number;
  readonly alpha: number;
  /** Least and greatest rating there is. */
  readonly ratings: { readonly least: number; readonly greatest: number };
  /** Sum of y y^T over the items the user was factorised with, see {@link sumOfProducts}. */
  readonly gram: NormalEquation;
}

/** What each of a user's resources adds to the prediction for one resource. */
export interface FactorSupport {
  /** Sum of the contributions and the remainder. */
  readonly prediction: number;
  readonly remainder: number;
  /** In the order of the user's resources in the graph. */
  readonly contributions: Float64Array;
}

/** A user with more resources is not explained: it would take long, and no one of them would say much. */
const mostExplained = 1024;

/**
 * Where a prediction x . y_i comes from (Hu, Koren, Volinsky, Collaborative Filtering for Implicit Feedback Datasets,
 * 2008, section 5):
 *
 *     x . y_i = sum_j (1 + alpha r_j) y_i^T W y_j,     W = (G + sum_j alpha r_j y_j y_j^T + lambda n I)^-1
 *
 * over the n resources j of the user. Vectors are non-negative: with the rows and columns alone whose component of x is
 * above 0 it holds as it is, because there x solves the equation without bounds. The model keeps no ratings r_j: all of a
 * user's count as the one that fits best ({@link commonRating}), which leaves a remainder.
 *
 * @returns null where the user has more than 1,024 resources, or the equations are too near to singular.
 */
export function factorSupport(model: ImplicitFactorization, user: number, resource: number): FactorSupport | null {
  const { pairs, factors, rank, alpha } = model;
  const own = pairs.rightsOf.subarray(pairs.leftOffsets[user], pairs.leftOffsets[user + 1]);
  if (own.length > mostExplained) return null;
  const x = rowOf(factors.users, user, rank);
  const target = rowOf(factors.items, resource, rank);
  const prediction = dot(x, target);
  const active = Int32Array.from([...x.keys()].filter((component) => x[component]! > 0));
  const confidence = alpha * commonRating(model, own, x, active);
  const equation = new NormalEquation(rank);
  equation.merge(model.gram);
  for (const item of own) equation.add(factors.items, item * rank, 0, confidence);
  const matrix = new Float64Array(rank * rank);
  equation.writeFull(model.regularization * own.length, matrix);
  const direction = solveActive(matrix, Float64Array.from(target), active);
  if (direction === null) return null;
  const contributions = Float64Array.from(own, (item) => {
    return (1 + confidence) * dot(direction, rowOf(factors.items, item, rank));
  });
  const sum = contributions.reduce((total, contribution) => total + contribution, 0);
  return { prediction, remainder: prediction - sum, contributions };
}

/** Sum of y y^T over the rows from `from` to `to`, of `rank` numbers each. */
export function sumOfProducts(rows: Float32Array, rank: number, from: number, to: number): NormalEquation {
  const sum = new NormalEquation(rank);
  for (let row = from; row < to; row++) sum.add(rows, row * rank, 0);
  return sum;
}

/**
 * The rating that all of a user's would have to be if they were equal: the r that in the rows of x above 0 comes nearest to
 *
 *     (G + lambda n I) x = sum_j y_j + alpha r sum_j (1 - x . y_j) y_j
 */
function commonRating(
  { factors, rank, regularization, alpha, ratings, gram }: ImplicitFactorization,
  own: Int32Array,
  x: Float32Array,
  active: Int32Array,
): number {
  const plain = new Float64Array(rank);
  const unexplained = new Float64Array(rank);
  for (const item of own) {
    const row = rowOf(factors.items, item, rank);
    const weight = alpha * (1 - dot(x, row));
    for (let i = 0; i < rank; i++) {
      plain[i]! += row[i]!;
      unexplained[i]! += weight * row[i]!;
    }
  }
  const matrix = new Float64Array(rank * rank);
  gram.writeFull(regularization * own.length, matrix);
  let [square, product] = [0, 0];
  for (const i of active) {
    square += unexplained[i]! ** 2;
    product += unexplained[i]! * (dot(matrix.subarray(i * rank, (i + 1) * rank), x) - plain[i]!);
  }
  return Math.min(ratings.greatest, Math.max(ratings.least, square > 0 ? product / square : 0));
}

/** Solves the active rows and columns of an equation; components that are not active are 0. */
function solveActive(matrix: Float64Array, right: Float64Array, active: Int32Array): Float64Array | null {
  const solution = new Float64Array(right.length);
  const packed = new Float64Array(right.length);
  const isSolved = new PassiveSystem(right.length).solve(matrix, right, active, active.length, packed);
  if (!isSolved) return null;
  active.forEach((component, i) => {
    solution[component] = packed[i]!;
  });
  return solution;
}

function rowOf(rows: Float32Array, row: number, rank: number): Float32Array {
  return rows.subarray(row * rank, (row + 1) * rank);
}

function dot(left: Float32Array | Float64Array, right: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
