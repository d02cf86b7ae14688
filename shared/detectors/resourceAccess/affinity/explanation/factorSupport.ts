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

/** What each of a user's resources adds to the prediction for one resource: they sum up to it. */
export interface FactorSupport {
  readonly prediction: number;
  /** In the order of the user's resources in the graph. */
  readonly contributions: Float64Array;
}

/** A user with more resources is not explained: it would take long, and no one of them would say much. */
export const mostExplained = 1024;

/** Ratings are told from rounded vectors: below this part of the equations' size, what they say is rounding. */
const rounding = 1e-6;

/**
 * Where a prediction x . y_i comes from (Hu, Koren, Volinsky, Collaborative Filtering for Implicit Feedback Datasets,
 * 2008, section 5):
 *
 *     x . y_i = sum_j (1 + alpha r_j) y_i^T W y_j,     W = (G + sum_j alpha r_j y_j y_j^T + lambda n I)^-1
 *
 * over the n resources j of the user. Vectors are non-negative: with the rows and columns alone whose component of x is
 * above 0 it holds as it is, because there x solves the equation without bounds. The model keeps no ratings r_j, so they are
 * estimated ({@link estimateRatings}), and the contributions scaled to sum up to the prediction.
 *
 * @returns null where the user has more than 1,024 resources, or the equations are too near to singular.
 */
export function factorSupport(model: ImplicitFactorization, user: number, resource: number): FactorSupport | null {
  const { pairs, factors, rank, alpha } = model;
  const own = pairs.rightsOf.subarray(pairs.leftOffsets[user], pairs.leftOffsets[user + 1]);
  if (own.length > mostExplained) return null;
  const x = factors.users.subarray(user * rank, (user + 1) * rank);
  const target = factors.items.subarray(resource * rank, (resource + 1) * rank);
  const prediction = dot(x, target);
  const isActive = (component: number) => x[component]! > 0;
  const active = Int32Array.from(Array.from(x.keys()).filter(isActive));
  const ratings = estimateRatings(model, own, x, active);
  if (ratings === null) return null;

  const equation = new NormalEquation(rank);
  equation.merge(model.gram);
  own.forEach((item, j) => {
    equation.add(factors.items, item * rank, 0, alpha * ratings[j]!);
  });
  const matrix = new Float64Array(rank * rank);
  equation.writeFull(model.regularization * own.length, matrix);
  const direction = solveActive(matrix, Float64Array.from(target), active);
  if (direction === null) return null;
  const contributions = Float64Array.from(own, (item, j) => {
    return (1 + alpha * ratings[j]!) * dot(direction, factors.items.subarray(item * rank, (item + 1) * rank));
  });
  const sum = contributions.reduce((total, contribution) => total + contribution, 0);
  const scale = sum > 0 ? prediction / sum : 0;
  return { prediction, contributions: contributions.map((contribution) => scale * contribution) };
}

/** Sum of y y^T over the rows from `from` to `to`, of `rank` numbers each. */
export function sumOfProducts(rows: Float32Array, rank: number, from: number, to: number): NormalEquation {
  const sum = new NormalEquation(rank);
  for (let row = from; row < to; row++) sum.add(rows, row * rank, 0);
  return sum;
}

/**
 * The user's ratings as far as their vector tells them. In the rows of its components above 0
 *
 *     sum_j alpha r_j (1 - x . y_j) y_j = (G + lambda n I) x - sum_j y_j,
 *
 * fewer equations than a user mostly has ratings. Of those that fulfil them it is the ratings nearest to a single
 * one, which is the best that all of them could be.
 */
function estimateRatings(
  { factors, rank, regularization, alpha, ratings, gram }: ImplicitFactorization,
  own: Int32Array,
  x: Float32Array,
  active: Int32Array,
): Float64Array | null {
  const { items } = factors;
  const weights = Float64Array.from(
    own,
    (item) => alpha * (1 - dot(x, items.subarray(item * rank, (item + 1) * rank))),
  );
  const plain = new NormalEquation(rank);
  const weighted = new NormalEquation(rank);
  own.forEach((item, j) => {
    plain.add(items, item * rank, 1, 0);
    weighted.add(items, item * rank, weights[j]!, weights[j]! ** 2);
  });
  const matrix = new Float64Array(rank * rank);
  gram.writeFull(regularization * own.length, matrix);
  const wanted = new Float64Array(rank);
  for (const row of active) wanted[row] = dot(matrix.subarray(row * rank, (row + 1) * rank), x) - plain.right[row]!;

  const square = active.reduce((sum, row) => sum + weighted.right[row]! ** 2, 0);
  const product = active.reduce((sum, row) => sum + weighted.right[row]! * wanted[row]!, 0);
  const within = (rating: number) => Math.min(ratings.greatest, Math.max(ratings.least, rating));
  const single = within(square > 0 ? product / square : ratings.least);
  const missing = wanted.map((value, row) => value - single * weighted.right[row]!);
  weighted.writeFull(0, matrix);
  const trace = active.reduce((sum, row) => sum + matrix[row * rank + row]!, 0);
  weighted.writeFull(rounding * trace + Number.MIN_VALUE, matrix);
  const multipliers = solveActive(matrix, missing, active);
  if (multipliers === null) return null;
  return Float64Array.from(own, (item, j) => {
    return within(single + weights[j]! * dot(multipliers, items.subarray(item * rank, (item + 1) * rank)));
  });
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

function dot(left: Float32Array | Float64Array, right: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
