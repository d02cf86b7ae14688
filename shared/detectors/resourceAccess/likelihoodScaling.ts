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
  if (lowValue !== null && highValue !== null) {
    return Float32Array.from(scaleLinearly(pairs.likelihoods, lowValue, highValue, pairs.tenantOf));
  }
  const ratings = Float32Array.from(pairs.likelihoods);
  const tooLarge = ratings.findIndex((rating) => !Number.isFinite(rating));
  if (tooLarge >= 0) {
    throw new TrainingError(
      `likelihood ${pairs.likelihoods[tooLarge]} is beyond 3.4e38: set lowValue and highValue, so that likelihoods are scaled`,
    );
  }
  return ratings;
}
