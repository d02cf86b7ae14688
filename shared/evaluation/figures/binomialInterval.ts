import type { Estimate } from './estimate';

const normalQuantile = 1.96;

/**
 * The share of successes with its interval of 95 % (score interval, Wilson 1927); NaN where nothing was tried.
 *
 * @param successes 0 to `trials`.
 */
export function binomialEstimate(successes: number, trials: number): Estimate {
  const share = successes / trials;
  const square = normalQuantile ** 2 / trials;
  const centre = (share + square / 2) / (1 + square);
  const halfWidth = (normalQuantile * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials))) / (1 + square);
  return { value: share, low: Math.max(0, centre - halfWidth), high: Math.min(1, centre + halfWidth) };
}
