import { MersenneTwister } from '../../../shared/numerics/mersenneTwister';

/** A continuous distribution whose every quantile is known. */
export interface KnownDistribution {
  readonly name: string;
  /** The value that is reached with this probability. */
  valueAt(probability: number): number;
  /** Probability of at least this value. */
  survival(value: number): number;
}

export const exponential: KnownDistribution = {
  name: 'exponential',
  valueAt: (probability) => -Math.log(probability),
  survival: (value) => Math.exp(-value),
};

export const uniform: KnownDistribution = {
  name: 'uniform',
  valueAt: (probability) => 1 - probability,
  survival: (value) => Math.max(0, 1 - value),
};

export const pareto: KnownDistribution = {
  name: 'Pareto of exponent 2',
  valueAt: (probability) => probability ** (-1 / 2),
  survival: (value) => value ** -2,
};

/** Independent values, drawn by inversion from Python's `random.Random(seed)`. */
export function sampleOf({ valueAt }: KnownDistribution, count: number, seed: number): Float64Array {
  const random = new MersenneTwister(seed);
  return Float64Array.from({ length: count }, () => valueAt((random.nextUint32() + 0.5) / 2 ** 32));
}

/** Standard normal values by Box and Muller's transform. */
export function normalSample(count: number, seed: number): Float64Array {
  const random = new MersenneTwister(seed);
  const draw = () => (random.nextUint32() + 0.5) / 2 ** 32;
  return Float64Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw()));
}
