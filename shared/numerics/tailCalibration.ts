import { excessAt, fitGeneralizedPareto, survivalOf } from './generalizedPareto';

/** How the scores of legitimate accesses lie: what a score has to be compared with to say how rare it is. */
export interface TailCalibration {
  /**
   * Quantiles, ascending, at most {@link quantileCount}: evenly spaced in probability from the least score to the
   * threshold, which is the last of them. Empty where there were no scores.
   */
  readonly quantileScores: Float64Array;
  readonly tail: Tail;
}

/** A generalised Pareto distribution of the scores above a threshold. */
export interface Tail {
  readonly threshold: number;
  /** Of a score above the threshold, in (0, 1]. */
  readonly probability: number;
  /** -1 to 2; 0 where there were too few scores to tell it from that of an exponential tail. */
  readonly shape: number;
  /** In the unit of the scores; 0 where no more is known of the tail than its probability. */
  readonly scale: number;
  /** The p-value below which a shape below 0 is not followed: {@link leastPValue} to 1. */
  readonly end: number;
}

/** As many quantiles are kept at most, so that neighbours are a fifth of a per cent apart. */
export const quantileCount = 512;

/** Scores beyond lose digits when they are subtracted. */
const greatestMagnitude = 1e300;

const tailShare = 0.05;
const greatestTailShare = 0.1;
/** Fewer exceedances tell no shape. */
const leastExceedances = 50;
/** More exceedances would tell it no better than the nearer ones falsify it. */
const greatestExceedances = 5000;

/**
 * A shape below 0 says that legitimate scores end, and scores do not tell where. It is followed down to the p-value that so
 * many of them lie above; from there on the tail is exponential, at the rate that it has come to, so that of two scores
 * beyond the end the higher one still is the rarer.
 */
const leastBeyondEnd = 10;

/** The least p-value told. Of some thousand scores, a hundred thousand at most, none is the evidence of a lesser one. */
export const leastPValue = 1e-9;

/**
 * Learns how scores of legitimate accesses lie that the model has not learnt from. The tail is the top twentieth of
 * them, but at most 5,000; or the top 50 if that is more, though never more than the top tenth. With fewer than 500
 * scores its shape is not fitted but taken to be exponential; with fewer than 10, nothing is known of it.
 *
 * Where a score occurs so often that it is several quantiles, its p-value counts all of them and falls at once behind it.
 *
 * @param scores in any order; left as they are
 * @throws RangeError where a score is no number, or greater than 1e300 either way
 */
export function calibrateTail(scores: ArrayLike<number>): TailCalibration {
  const sorted = Float64Array.from(scores).sort();
  const unfit = sorted.find((score) => !(Math.abs(score) <= greatestMagnitude));
  if (unfit !== undefined) {
    throw new RangeError(`a score of ${unfit} cannot be calibrated: leave out scores that are not between ±1e300`);
  }
  const threshold = sorted[sorted.length - 1 - tailSize(sorted.length)] ?? 0;
  // Without the scores that equal the threshold, which are of the body.
  const exceedances = sorted.filter((score) => score > threshold);
  return {
    quantileScores: quantiles(sorted.subarray(0, sorted.length - exceedances.length)),
    tail: {
      threshold,
      probability: (1 + exceedances.length) / (1 + sorted.length),
      end: Math.min(1, leastBeyondEnd / (1 + sorted.length)),
      ...tailShape(exceedances.map((score) => score - threshold)),
    },
  };
}

function tailSize(count: number): number {
  const wanted = Math.min(Math.max(tailShare * count, leastExceedances), greatestExceedances);
  return Math.floor(Math.min(wanted, greatestTailShare * count));
}

function tailShape(exceedances: Float64Array): { shape: number; scale: number } {
  const count = exceedances.length;
  if (count >= leastExceedances) return fitGeneralizedPareto(exceedances);
  const mean = exceedances.reduce((sum, exceedance) => sum + exceedance / count, 0);
  return { shape: 0, scale: mean };
}

function quantiles(sorted: Float64Array): Float64Array {
  const count = Math.min(quantileCount, sorted.length);
  return Float64Array.from({ length: count }, (_, i) => {
    const position = count === 1 ? 0 : (i * (sorted.length - 1)) / (count - 1);
    const below = sorted[Math.floor(position)]!;
    return below + (position % 1) * (sorted[Math.ceil(position)]! - below);
  });
}

/**
 * Probability that a legitimate access scores at least this much: {@link leastPValue} to 1, never rising with the score.
 *
 * @throws RangeError where the score is not finite
 */
export function pValue({ quantileScores, tail }: TailCalibration, score: number): number {
  if (!Number.isFinite(score)) throw new RangeError(`a score of ${score} has no p-value: it has to be finite`);
  if (quantileScores.length === 0) return 1;
  if (score > tail.threshold) return Math.max(leastPValue, tail.probability * tailSurvival(tail, score));
  const above = firstAtLeast(quantileScores, score);
  if (above === 0) return 1;
  const below = quantileScores[above - 1]!;
  const position = above - 1 + (score - below) / (quantileScores[above]! - below);
  // In this form it is the tail's probability at the threshold to the last bit.
  const share = 1 - position / (quantileScores.length - 1);
  return Math.min(1, tail.probability + (1 - tail.probability) * share);
}

/** How many scores there were; infinity where they are more than their quantiles, which do not tell. */
export function scoreCount({ quantileScores, tail }: TailCalibration): number {
  const { length } = quantileScores;
  if (length === 0) return 0;
  if (length >= quantileCount || tail.probability === 1) return Number.POSITIVE_INFINITY;
  // Of n scores, n - length are above the threshold: (1 + n - length) / (1 + n) is the probability of that.
  return Math.round(length / (1 - tail.probability) - 1);
}

/** Whether a score is above all those there were, and they are too few to tell how rare that is: fewer than 10. */
export function isBeyondFew({ quantileScores, tail }: TailCalibration, score: number): boolean {
  return quantileScores.length > 0 && tail.scale === 0 && score > tail.threshold;
}

/** The number of quantiles below the score: that of the first which is not, where there is one. */
function firstAtLeast(quantileScores: Float64Array, score: number): number {
  let low = 0;
  let high = quantileScores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (quantileScores[middle]! < score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of the scores above the threshold, the share of those of at least this one. */
function tailSurvival(tail: Tail, score: number): number {
  if (tail.scale === 0) return 1;
  const excess = score - tail.threshold;
  const end = shapeEnd(tail);
  return excess <= end.excess ? survivalOf(tail, excess) : end.survival * Math.exp(-(excess - end.excess) / end.scale);
}

/** Where the tail becomes an exponential one of what scale; nowhere, where its shape is not below 0. */
function shapeEnd(tail: Tail): { survival: number; excess: number; scale: number } {
  if (tail.shape >= 0) return { survival: 0, excess: Number.POSITIVE_INFINITY, scale: tail.scale };
  const survival = Math.min(1, tail.end / tail.probability);
  const excess = excessAt(tail, survival);
  // The inverse of the hazard rate of a generalised Pareto distribution, in a form that never falls below 0.
  return { survival, excess, scale: tail.scale * survival ** -tail.shape };
}

/**
 * The inverse of {@link pValue}: the least score above which all have p-values of at most this one. Infinity where
 * there is none: of too few scores nothing is rare. The least score known where the p-value is 1.
 *
 * @param p {@link leastPValue} to 1
 * @throws RangeError where it is not
 */
export function scoreAt({ quantileScores, tail }: TailCalibration, p: number): number {
  if (!(p >= leastPValue && p <= 1)) throw new RangeError(`${p} is no p-value from ${leastPValue} to 1`);
  if (quantileScores.length === 0) return p < 1 ? Number.POSITIVE_INFINITY : 0;
  if (p < tail.probability) return tail.threshold + tailExcess(tail, p / tail.probability);
  const share = tail.probability < 1 ? (p - tail.probability) / (1 - tail.probability) : 1;
  const position = (1 - share) * (quantileScores.length - 1);
  const below = quantileScores[Math.floor(position)]!;
  return below + (position % 1) * (quantileScores[Math.ceil(position)]! - below);
}

/** The least of the scores, whose p-value is 1; 0 where there were none. */
export function lowestScore({ quantileScores }: TailCalibration): number {
  return quantileScores[0] ?? 0;
}

/** The inverse of {@link tailSurvival}. */
function tailExcess(tail: Tail, survival: number): number {
  if (tail.scale === 0) return Number.POSITIVE_INFINITY;
  const end = shapeEnd(tail);
  return survival >= end.survival
    ? excessAt(tail, survival)
    : end.excess + end.scale * Math.log(end.survival / survival);
}
