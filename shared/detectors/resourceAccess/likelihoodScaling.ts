import { scaleLinearly } from '../../numerics/linearScaling';
import type { AccessAnomalyParameters } from './parameters';
import { type PairTable, TrainingError } from './trainingSet';

/**
 * The pairs' ratings: their likelihoods scaled to [lowValue, highValue] within each tenant, or as they are if there is
 * no such range; in float32, as Spark's ALS takes them.
 *
 * @throws TrainingError if a likelihood that is not scaled is beyond float32.
 */
export function scaleLikelihoods(pairs: PairTable, { lowValue, highValue }: AccessAnomalyParameters): Float32Array {
  const ratings = new Float32Array(pairs.likelihoods.length);
  if (lowValue !== null && highValue !== null) {
    for (let tenant = 0; tenant < pairs.users.partitions.length; tenant++) {
      const start = pairs.offsets[pairs.users.starts[tenant]!]!;
      const end = pairs.offsets[pairs.users.starts[tenant + 1]!]!;
      ratings.set(scaleLinearly(pairs.likelihoods.subarray(start, end), lowValue, highValue), start);
    }
    return ratings;
  }
  ratings.set(pairs.likelihoods);
  const tooLarge = ratings.findIndex((rating) => !Number.isFinite(rating));
  if (tooLarge >= 0) {
    throw new TrainingError(
      `likelihood ${pairs.likelihoods[tooLarge]} is beyond 3.4e38: set lowValue and highValue, so that likelihoods are scaled`,
    );
  }
  return ratings;
}
