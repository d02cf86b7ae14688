import { CholeskySolver } from './choleskySolver';
import type { LeastSquaresSolver } from './leastSquaresSolver';
import { factorizeNonNegative } from './nonNegative/factorizeNonNegative';
import { NormalEquation } from './normalEquation';
import { compressRows, type SparseRows } from './sparseRows';

/** Observed entries (user, item, value) of a matrix, in any order; users and items are numbered from 0. */
export interface Ratings {
  readonly userCount: number;
  readonly itemCount: number;
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float32Array;
}

export interface FactorizationOptions {
  /** Length k of the vectors. */
  readonly rank: number;
  /** Full iterations, 1 and up: items from users, then users from items. */
  readonly iterations: number;
  /** lambda, scaled by the number of ratings of each user and item. */
  readonly regularization: number;
  /** Confidence a unit of rating adds in implicit feedback; null for explicit feedback. */
  readonly alpha: number | null;
  readonly nonNegative: boolean;
  /** Threads to share the work out to, this one included, if there is much of it; 1 by default. The result is the same. */
  readonly threads?: number;
  /** How non-negative vectors are computed: in WebAssembly by default, where there is SIMD. The result is the same. */
  readonly kernel?: 'simd' | 'plain';
}

/** Latent vectors, one row of `rank` numbers each. */
export interface Factors {
  readonly users: Float32Array;
  readonly items: Float32Array;
}

/**
 * Factorises a sparse matrix by alternating least squares, as Spark's ALS.scala does: x_u, y_i of length k minimise
 *
 *     explicit  sum over ratings (r - x_u.y_i)^2                  + lambda (sum n_u |x_u|^2 + sum n_i |y_i|^2)
 *     implicit  sum over all u, i (1 + alpha|r|) (p - x_u.y_i)^2  + the same, p = 1 if r > 0, else 0
 *
 * where n counts the ratings (implicit: those above 0) of a user or item (Hu, Koren, Volinsky, 2008; the scaling by n
 * is Zhou et al., 2008). Sums are float64, vectors float32. A user or item without a rating gets zeros.
 *
 * @param initialUsers the users' vectors to start from, `userCount` rows of `rank`; the items need none.
 * @throws RangeError if there is no rating.
 */
export function factorize(ratings: Ratings, initialUsers: Float32Array, options: FactorizationOptions): Factors {
  if (ratings.values.length === 0) throw new RangeError('there are no ratings to factorise');
  if (options.nonNegative) return factorizeNonNegative(ratings, initialUsers, options);
  const byUser = compressRows(ratings.users, ratings.items, ratings.values, ratings.userCount);
  const byItem = compressRows(ratings.items, ratings.users, ratings.values, ratings.itemCount);
  const solver = new CholeskySolver();
  let users = initialUsers;
  let items = new Float32Array(0);
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    items = bestFactors(byItem, users, solver, options);
    users = bestFactors(byUser, items, solver, options);
  }
  return { users, items };
}

/**
 * Half an iteration: the vector z of every target (a row of `ratings`), given the vectors s_j of its sources,
 *
 *     explicit  A = sum s_j s_j^T                     b = sum r_j s_j                        n = number of ratings
 *     implicit  A = G + sum alpha|r_j| s_j s_j^T      b = sum over r_j > 0 (1 + alpha|r_j|) s_j    n = #(r_j > 0)
 *               G = sum of s s^T over all sources
 *     z = argmin z^T (A + lambda n I) z / 2 - b^T z
 */
export function bestFactors(
  ratings: SparseRows,
  sources: Float32Array,
  solver: LeastSquaresSolver,
  { rank, regularization, alpha }: Pick<FactorizationOptions, 'rank' | 'regularization' | 'alpha'>,
): Float32Array<ArrayBuffer> {
  const { offsets, columns, values } = ratings;
  const targets = new Float32Array((offsets.length - 1) * rank);
  const matrix = new Float64Array(rank * rank);
  const equation = new NormalEquation(rank);
  const gram = new NormalEquation(rank);
  if (alpha !== null) for (let s = 0; s < sources.length; s += rank) gram.add(sources, s, 0);

  for (let target = 0; target < offsets.length - 1; target++) {
    equation.clear();
    equation.merge(gram);
    let count = 0;
    for (let entry = offsets[target]!; entry < offsets[target + 1]!; entry++) {
      const rating = values[entry]!;
      const source = columns[entry]! * rank;
      if (alpha === null) equation.add(sources, source, rating);
      else equation.add(sources, source, rating > 0 ? 1 + alpha * rating : 0, alpha * Math.abs(rating));
      if (alpha === null || rating > 0) count++;
    }
    if (count === 0) continue;
    equation.writeFull(regularization * count, matrix);
    targets.set(solver.solve(matrix, equation.right), target * rank);
  }
  return targets;
}
