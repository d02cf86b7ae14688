import type { Factors, Ratings } from '../../numerics/alternatingLeastSquares';
import { countPartitions, type Moments, RunningMoments } from '../../numerics/moments';

/**
 * Mean and standard deviation, per tenant, of the predictions x_u . y_i of the ratings the factors were learned from;
 * the deviations are {@link resolvedDeviations}.
 *
 * @param tenantOfUser tenant of each user, numbered from 0.
 */
export function predictionMoments(
  ratings: Ratings,
  { users, items }: Factors,
  rank: number,
  tenantOfUser: Int32Array,
): Moments {
  const predictions = new RunningMoments(countPartitions(tenantOfUser));
  for (let entry = 0; entry < ratings.users.length; entry++) {
    const user = ratings.users[entry]!;
    const x = user * rank;
    const y = ratings.items[entry]! * rank;
    let dot = 0;
    for (let i = 0; i < rank; i++) dot += users[x + i]! * items[y + i]!;
    predictions.add(dot, tenantOfUser[user]!);
  }
  return resolvedDeviations(predictions.moments());
}

/** The least standard deviation, relative to the mean, that differences of factors in float32 (2^-24 each) can mean. */
const leastRelativeDeviation = 1e-6;

/**
 * The moments with standard deviations one can divide by: 1 where there is none. Predictions that ought to be equal
 * differ by how their factors round; to divide by that would make millions of standard deviations of nothing.
 */
export function resolvedDeviations({ means, standardDeviations }: Moments): Moments {
  return {
    means,
    standardDeviations: standardDeviations.map((deviation, partition) =>
      deviation > leastRelativeDeviation * Math.abs(means[partition]!) ? deviation : 1,
    ),
  };
}

/**
 * A user's vector with the standardisation folded in: x becomes -1/deviation * [x, -mean, 1], so that its product with
 * a resource's [y, 1, 0] is the score -(x . y - mean) / deviation. (SynapseML's ModelNormalizeTransformer. Scoring here
 * works without; it is what the original's model holds, for exchange with it.)
 *
 * @param vector `rank` numbers, or `rank + 2` of which the last is 1; then -mean is added to the one before.
 * @throws RangeError for a vector of another length, or one that is standardised already.
 */
export function foldUser(vector: ArrayLike<number>, rank: number, mean: number, deviation: number): Float64Array {
  const folded = withBias(vector, rank, rank, -mean);
  const coefficient = -1 / deviation;
  return folded.map((component) => component * coefficient);
}

/**
 * A resource's vector as `foldUser`'s counterpart: y becomes [y, 1, bias]. Like it, for exchange with the original.
 *
 * @param vector `rank` numbers, or `rank + 2` of which the last but one is 1; then the bias is added to the last.
 * @throws RangeError for a vector of another length, or one that is not a resource's.
 */
export function foldResource(vector: ArrayLike<number>, rank: number, bias = 0): Float64Array {
  return withBias(vector, rank, rank + 1, bias);
}

/** Adds the bias at `biasAt`, one of the two positions after the rank; the other one holds 1. */
function withBias(vector: ArrayLike<number>, rank: number, biasAt: number, bias: number): Float64Array {
  const oneAt = 2 * rank + 1 - biasAt;
  if (vector.length !== rank && vector.length !== rank + 2) {
    throw new RangeError(`the vector has length ${vector.length}, not ${rank} or ${rank + 2}`);
  }
  const extended = new Float64Array(rank + 2);
  extended.set(vector);
  if (vector.length === rank) extended[oneAt] = 1;
  if (extended[oneAt] !== 1) throw new RangeError(`component ${oneAt} is not 1: the vector is standardised already`);
  extended[biasAt]! += bias;
  return extended;
}

/**
 * Dot product in which the shorter vector goes on with ones. (SynapseML's AccessAnomalyModel; how scores are read from
 * the vectors it holds, see {@link foldUser}.)
 */
export function paddedDot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < Math.max(left.length, right.length); i++) sum += (left[i] ?? 1) * (right[i] ?? 1);
  return sum;
}
