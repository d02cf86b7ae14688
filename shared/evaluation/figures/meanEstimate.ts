import type { Estimate } from './estimate';

/** The 97.5th percentile of Student's t with 1 to 30 degrees of freedom; above, the normal's. */
const studentQuantiles = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const normalQuantile = 1.96;

/**
 * The mean of the values that are not NaN, with its interval of 95 %: mean ± t s / sqrt(n) (Student 1908), NaN where there
 * are fewer than two.
 */
export function meanEstimate(given: readonly number[]): Estimate {
  const values = given.filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const halfWidth = (studentQuantiles[values.length - 2] ?? normalQuantile) * Math.sqrt(variance / values.length);
  return { value: mean, low: mean - halfWidth, high: mean + halfWidth };
}

/** The same of values from 0 to 1, the interval cut there. */
export function meanShare(values: readonly number[]): Estimate {
  const { value, low, high } = meanEstimate(values);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
}
