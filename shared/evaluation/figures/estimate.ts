/** A figure and the ends of its interval of 95 %; each NaN where it cannot be told. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Quantile of values by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). NaNs are left
 * out; it is NaN where nothing is left.
 *
 * @param probability from 0 to 1.
 */
export function quantile(values: Float64Array, probability: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (place - below) * (high - low || 0);
}

/** The value with the interval between the 2.5th and the 97.5th percentile of its resamples. */
export function percentileEstimate(value: number, resampled: Float64Array): Estimate {
  return { value, low: quantile(resampled, 0.025), high: quantile(resampled, 0.975) };
}
