import type { Factors, Ratings } from '../../shared/numerics/alternatingLeastSquares';
import { dot } from '../bench/training/loss';

/**
 * The loss of explicit feedback as Spark's ALS has it, in float64: sum over ratings of (r - x.y)^2, and
 * lambda (sum n_u |x_u|^2 + sum n_i |y_i|^2), where n counts the ratings of a user or item (Zhou et al., 2008).
 */
export function explicitLoss(
  { users, items, values }: Ratings,
  factors: Factors,
  { rank, regularization }: { readonly rank: number; readonly regularization: number },
): number {
  let loss = 0;
  for (let entry = 0; entry < values.length; entry++) {
    const [user, item] = [users[entry]!, items[entry]!];
    loss += (values[entry]! - dot(factors, rank, user, item)) ** 2;
    // Once for each rating, so that it counts n times.
    loss += regularization * (squaredNorm(factors.users, rank, user) + squaredNorm(factors.items, rank, item));
  }
  return loss;
}

function squaredNorm(vectors: Float32Array, rank: number, row: number): number {
  let sum = 0;
  for (let i = row * rank; i < (row + 1) * rank; i++) sum += vectors[i]! ** 2;
  return sum;
}
