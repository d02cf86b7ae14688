import type { Factors, Ratings } from '../../../shared/numerics/alternatingLeastSquares';

/** How well factors fit what they were learned from. */
export interface Loss {
  /**
   * The data's part of the loss, over all cells of the matrix, as a share of what predicting 0 everywhere costs:
   * sum of c (p - x.y)^2 / sum of c p, where c = 1 + alpha r and p = 1 for ratings, else c = 1 and p = 0.
   */
  readonly error: number;
  /** The whole loss that Spark and we minimise: c (p - x.y)^2 over all cells + lambda (sum n_u |x_u|^2 + n_i |y_i|^2). */
  readonly objective: number;
}

/**
 * The loss of implicit feedback (Hu, Koren, Volinsky, 2008) without walking through all cells: the sum of (x.y)^2 over
 * all of them is the sum of the products of X'X and Y'Y, and ratings alone differ from that. All in float64.
 */
export function implicitLoss(
  { userCount, itemCount, users, items, values }: Ratings,
  factors: Factors,
  { rank, alpha, regularization }: { readonly rank: number; readonly alpha: number; readonly regularization: number },
): Loss {
  const [userGram, itemGram] = [gram(factors.users, rank), gram(factors.items, rank)];
  let error = userGram.reduce((sum, value, i) => sum + value * itemGram[i]!, 0);
  let zeroError = 0;
  const userRatings = new Int32Array(userCount);
  const itemRatings = new Int32Array(itemCount);
  for (let entry = 0; entry < values.length; entry++) {
    const [user, item] = [users[entry]!, items[entry]!];
    const confidence = 1 + alpha * values[entry]!;
    const predicted = dot(factors, rank, user, item);
    error += confidence * (1 - predicted) ** 2 - predicted ** 2;
    zeroError += confidence;
    userRatings[user]!++;
    itemRatings[item]!++;
  }
  const penalty = weightedSquares(factors.users, rank, userRatings) + weightedSquares(factors.items, rank, itemRatings);
  return { error: error / zeroError, objective: error + regularization * penalty };
}

/** x_user . y_item. */
export function dot({ users, items }: Factors, rank: number, user: number, item: number): number {
  const [x, y] = [user * rank, item * rank];
  let sum = 0;
  for (let i = 0; i < rank; i++) sum += users[x + i]! * items[y + i]!;
  return sum;
}

/** Sum of the outer products of the vectors, `rank` x `rank`. */
function gram(vectors: Float32Array, rank: number): Float64Array {
  const sums = new Float64Array(rank * rank);
  for (let start = 0; start < vectors.length; start += rank) {
    for (let i = 0; i < rank; i++) {
      const component = vectors[start + i]!;
      for (let j = 0; j < rank; j++) sums[i * rank + j]! += component * vectors[start + j]!;
    }
  }
  return sums;
}

function weightedSquares(vectors: Float32Array, rank: number, weights: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < vectors.length; at++) sum += weights[Math.floor(at / rank)]! * vectors[at]! ** 2;
  return sum;
}
