import type { SparseRows } from '../sparseRows';

/**
 * Half an iteration of non-negative alternating least squares: the vectors of all targets (rows of `ratings`), given
 * those of their sources (columns). See `bestFactors` for the equations.
 */
export interface HalfIteration {
  /** Numbers in a vector: the rank, rounded up to a multiple of 4 with zeros. */
  readonly width: number;
  readonly regularization: number;
  /** Confidence a unit of rating adds in implicit feedback; null for explicit feedback. */
  readonly alpha: number | null;
  readonly ratings: SparseRows;
  readonly sources: Float32Array;
  /** The targets' vectors of the iteration before, which make this one faster; null if there is none. */
  readonly previous: Float32Array | null;
  /** Written: `width` numbers a target. */
  readonly targets: Float32Array;
  /** Written: the sum of s s^T over all sources, row by row; zeros in explicit feedback. */
  readonly gram: Float64Array;
  /** Written: what became of each target. */
  readonly outcomes: Uint8Array;
}

export const solved = 1;
/** The equation has no single solution, up to rounding. */
export const failed = 2;

/** What a rating's source weighs in the equation of its target. */
export function weightOf({ alpha }: HalfIteration, rating: number): number {
  return alpha === null ? 1 : alpha * Math.abs(rating);
}

/** What the right side gains from a rating, in units of its source. */
export function gainOf({ alpha }: HalfIteration, rating: number): number {
  if (alpha === null) return rating;
  return rating > 0 ? 1 + alpha * rating : 0;
}

/** lambda n, where n counts the ratings (implicit: those above 0) of a target; 0 if there is none. */
export function countRatings({ alpha, ratings }: HalfIteration, target: number): number {
  const { offsets, values } = ratings;
  let count = 0;
  for (let entry = offsets[target]!; entry < offsets[target + 1]!; entry++) {
    if (alpha === null || values[entry]! > 0) count++;
  }
  return count;
}
