import { countOffsets, sortByKey } from '../../numerics/countingSort';
import { MersenneTwister } from '../../numerics/mersenneTwister';
import type { JudgedPairs } from '../judgedPairs';

/**
 * Resamples user-days: of each day of each tenant as many as it has, drawn with replacement. A user's first-time pairs
 * of a day come or stay away together, so that a sweep of twenty shares counts as one observation, not as twenty.
 * (Cluster bootstrap, stratified by day; Davison and Hinkley 1997, 2.4 and 3.8.)
 *
 * @param seed the same seed resamples the same user-days, so that scorers are compared on the same.
 * @yields how often each pair counts; the array is used again for the next.
 */
export function* resampledWeights(pairs: JudgedPairs, resamples: number, seed: number): Generator<Int32Array> {
  const { userDayOf, userDayCount, dayOf, dayCount } = pairs;
  const random = new MersenneTwister(seed);
  const dayOfUserDay = new Int32Array(userDayCount);
  userDayOf.forEach((userDay, pair) => {
    dayOfUserDay[userDay] = dayOf[pair]!;
  });
  const userDays = sortByKey(dayOfUserDay, dayCount);
  const offsets = countOffsets(dayOfUserDay, dayCount);
  const counts = new Int32Array(userDayCount);
  const weights = new Int32Array(userDayOf.length);

  for (let resample = 0; resample < resamples; resample++) {
    counts.fill(0);
    for (let day = 0; day < dayCount; day++) {
      const first = offsets[day]!;
      const size = offsets[day + 1]! - first;
      for (let drawn = 0; drawn < size; drawn++) counts[userDays[first + random.integerBelow(size)]!]!++;
    }
    for (let pair = 0; pair < weights.length; pair++) weights[pair] = counts[userDayOf[pair]!]!;
    yield weights;
  }
}
