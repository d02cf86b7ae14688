/**
 * A generalised Pareto distribution of exceedances y >= 0 over a threshold, with the survival function
 * `(1 + shape y / scale)^(-1 / shape)`, and `exp(-y / scale)` where the shape is 0. A shape below 0 ends at
 * `-scale / shape`, one above 0 falls as a power.
 */
export interface GeneralizedPareto {
  /** {@link leastShape} to {@link greatestShape}. */
  readonly shape: number;
  /** In the unit of the exceedances, above 0. */
  readonly scale: number;
}

/** The shape of a tail that is even up to its end: one that rises to its end is no tail. */
export const leastShape = -1;
/** Twice the shape of Cauchy's tail: what looks heavier is a sample of too different things. */
export const greatestShape = 2;

/** Of Zhang and Stephens' prior: the spread of its scale, in first quartiles of the exceedances. */
const priorSpread = 3;
/** More than theirs: where the tail ends close behind the greatest exceedance, a coarse grid misses the end. */
const gridSize = 256;
/** A shape as near to 0 as this cannot be told from 0, and its powers lose their digits. */
const leastPower = 1e-15;

/**
 * Fits by the empirical Bayes estimator of Zhang and Stephens, which exists for any exceedances, unlike the greatest
 * likelihood. A shape below the least becomes that, with the end that a sample of an even distribution tells; a shape
 * above the greatest becomes that, with the scale that keeps the median. Takes time as the number of exceedances.
 *
 * @see Zhang and Stephens (2009), A new and efficient estimation method for the generalized Pareto distribution,
 *   Technometrics 51(3)
 * @param exceedances over the threshold, in ascending order, finite and above 0; two at least, and some fifty for a
 *   shape that means something
 */
export function fitGeneralizedPareto(exceedances: Float64Array): GeneralizedPareto {
  const count = exceedances.length;
  const greatest = exceedances[count - 1]!;
  const scaled = exceedances.map((exceedance) => exceedance / greatest);
  const rate = posteriorRate(scaled);
  const shape = shapeAt(scaled, rate);
  if (shape < leastShape) return { shape: leastShape, scale: greatest * (1 + 1 / count) };
  if (shape <= greatestShape) return { shape, scale: greatest * scaleAt(scaled, rate, shape) };
  const median = exceedances[Math.floor(count / 2)]!;
  return { shape: greatestShape, scale: median / excessAt({ shape: greatestShape, scale: 1 }, 0.5) };
}

/**
 * Mean of `-shape / scale` over a grid of values of it, weighted by their profile likelihood: the estimate of theta in
 * section 2 of Zhang and Stephens. The grid is the quantiles of their prior.
 *
 * @param scaled exceedances, the greatest of them 1
 */
function posteriorRate(scaled: Float64Array): number {
  const count = scaled.length;
  // Away from 0, so that it can be divided by however far the exceedances are spread.
  const quartile = Math.max(scaled[Math.max(0, Math.floor(count / 4 + 0.5) - 1)]!, 1e-100);
  const rates = Float64Array.from(
    { length: gridSize },
    (_, i) => 1 + (1 - Math.sqrt(gridSize / (i + 0.5))) / (priorSpread * quartile),
  );
  const logLikelihoods = rates.map((rate) => {
    const shape = shapeAt(scaled, rate);
    return -count * (Math.log(scaleAt(scaled, rate, shape)) + shape + 1);
  });
  const greatest = logLikelihoods.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const weights = logLikelihoods.map((value) => Math.exp(value - greatest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return rates.reduce((mean, rate, i) => mean + (weights[i]! / total) * rate, 0);
}

/** The likeliest shape where `-shape / scale` is `rate`. */
function shapeAt(exceedances: Float64Array, rate: number): number {
  let sum = 0;
  for (const exceedance of exceedances) sum += Math.log1p(-rate * exceedance);
  return sum / exceedances.length;
}

/** The scale of that shape; where it is 0, the mean. */
function scaleAt(exceedances: Float64Array, rate: number, shape: number): number {
  if (rate !== 0) return -shape / rate;
  return exceedances.reduce((sum, exceedance) => sum + exceedance, 0) / exceedances.length;
}

/** Probability of an exceedance of at least `excess`, which is 0 or more: 1 to 0. */
export function survivalOf({ shape, scale }: GeneralizedPareto, excess: number): number {
  if (Math.abs(shape) < leastPower) return Math.exp(-excess / scale);
  return Math.exp(-Math.log1p(Math.max(-1, (shape * excess) / scale)) / shape);
}

/** The inverse of {@link survivalOf}: the exceedance that is reached with a probability in (0, 1]. */
export function excessAt({ shape, scale }: GeneralizedPareto, probability: number): number {
  const hazard = -Math.log(probability);
  return Math.abs(shape) < leastPower ? scale * hazard : (scale * Math.expm1(shape * hazard)) / shape;
}
