import type { Moments } from '../../../numerics/moments';
import type { OrderedRows } from './nameRows';
import { SavedModelError, type SavedVectors } from './savedModel';

/** A folded vector is so much longer than the factors in it. */
const foldedBy = 2;
const mostFactors = 1000;

/**
 * By how much numbers that ought to be one may differ, relatively. Spark computes them once, in float64, for all users
 * of a tenant; a difference of this size is none in a score.
 */
const tolerance = 1e-9;
/** Bounds of a standard deviation, and of a mean, that a model file takes. */
const greatestMoment = 1e100;

const remedy = 'save again what AccessAnomaly.fit returns';

/**
 * Number of factors in the vectors of both frames, all of which must be as long.
 * @throws SavedModelError
 */
export function rankOf(frames: readonly SavedVectors[]): number {
  const rank = (frames[0]!.vectors.find((vector) => vector !== null)?.length ?? 0) - foldedBy;
  for (const { where, vectors } of frames) {
    vectors.forEach((vector, row) => {
      if (vector !== null && vector.length !== rank + foldedBy) {
        const problem = `has a vector of ${vector.length} numbers in row ${row + 1}, and others have ${rank + foldedBy}`;
        throw new SavedModelError(where, problem, `all must be as long; ${remedy}`);
      }
    });
  }
  if (rank >= 1 && rank <= mostFactors) return rank;
  throw new SavedModelError(
    frames[0]!.where,
    `has vectors of ${rank + foldedBy} numbers`,
    `a model has 1 to ${mostFactors} factors and two numbers more; ${remedy}`,
  );
}

/**
 * Mean and standard deviation of each tenant's predictions, from what they were folded into: a user's vector is
 * -1/deviation * [x, -mean, 1]. A tenant without users has mean 0 and deviation 1, and no score.
 *
 * @throws SavedModelError where users of a tenant do not agree.
 */
export function unfoldMoments(users: SavedVectors, { starts, rowOf }: OrderedRows, rank: number): Moments {
  const means = new Float64Array(starts.length - 1);
  const standardDeviations = new Float64Array(starts.length - 1).fill(1);
  for (let tenant = 0; tenant < means.length; tenant++) {
    const rows = rowOf.subarray(starts[tenant], starts[tenant + 1]);
    if (rows.length === 0) continue;
    const [bias, coefficient] = foldedMoments(users, rows[0]!, rank);
    means[tenant] = bias / -coefficient;
    standardDeviations[tenant] = -1 / coefficient;
    for (const row of rows) {
      const [otherBias, otherCoefficient] = foldedMoments(users, row, rank);
      if (areClose(bias, otherBias) && areClose(coefficient, otherCoefficient)) continue;
      const problem = `standardises users of one tenant in two ways, in rows ${rows[0]! + 1} and ${row + 1}`;
      throw new SavedModelError(users.where, problem, `scores would not be comparable; ${remedy}`);
    }
  }
  return { means, standardDeviations };
}

function foldedMoments(
  { where, vectors }: SavedVectors,
  row: number,
  rank: number,
): [bias: number, coefficient: number] {
  const [bias, coefficient] = [vectors[row]![rank]!, vectors[row]![rank + 1]!];
  const deviation = -1 / coefficient;
  const isDeviation = deviation >= 1 / greatestMoment && deviation <= greatestMoment;
  if (isDeviation && Math.abs(bias / coefficient) <= greatestMoment) return [bias, coefficient];
  const problem = `has a vector in row ${row + 1} that ends in ${bias}, ${coefficient}`;
  throw new SavedModelError(where, problem, `it must end in mean/deviation and -1/deviation; ${remedy}`);
}

/**
 * The factors in users' vectors, in order, as the float32 that Spark learned.
 * @throws SavedModelError for numbers that no float32 factor gives: their scores would not be kept.
 */
export function unfoldUsers(users: SavedVectors, { rowOf }: OrderedRows, rank: number): Float32Array {
  return unfold(users, rowOf, rank, (vector) => vector[rank + 1]!);
}

/** The factors in resources' vectors [y, 1, 0], as {@link unfoldUsers} has them. @throws SavedModelError */
export function unfoldResources(resources: SavedVectors, { rowOf }: OrderedRows, rank: number): Float32Array {
  for (const row of rowOf) {
    const [one, zero] = [resources.vectors[row]![rank], resources.vectors[row]![rank + 1]];
    if (one === 1 && zero === 0) continue;
    const problem = `has a vector in row ${row + 1} that ends in ${one}, ${zero}`;
    throw new SavedModelError(resources.where, problem, `a resource's must end in 1, 0; ${remedy}`);
  }
  return unfold(resources, rowOf, rank, () => 1);
}

function unfold(
  { where, vectors }: SavedVectors,
  rowOf: Int32Array,
  rank: number,
  coefficientOf: (vector: ArrayLike<number>) => number,
): Float32Array {
  const factors = new Float32Array(rowOf.length * rank);
  rowOf.forEach((row, position) => {
    const vector = vectors[row]!;
    const coefficient = coefficientOf(vector);
    for (let i = 0; i < rank; i++) {
      const factor = Math.fround(vector[i]! / coefficient);
      if (!Number.isFinite(factor) || !isFoldOf(vector[i]!, factor * coefficient)) {
        const problem = `has ${vector[i]} in the vector of row ${row + 1}, which no factor of Spark's gives`;
        throw new SavedModelError(where, problem, `they are finite, and float32; ${remedy}`);
      }
      factors[position * rank + i] = factor;
    }
  });
  return factors;
}

/** Whether two numbers differ by no more than float64 rounds, of which there is half a billion between two float32. */
function isFoldOf(folded: number, expected: number): boolean {
  return Math.abs(folded - expected) <= 1e-12 * Math.abs(folded);
}

function areClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
}
