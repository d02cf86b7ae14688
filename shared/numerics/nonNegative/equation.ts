import { gainOf, type HalfIteration, weightOf } from './halfIteration';

/**
 * The equation A x = b of one target over some components of its vector, the candidates:
 *
 *     A = G + sum of c_j s_j s_j^T + ridge I      b = sum of r_j s_j
 */
export interface Equation {
  /** Components, in the order of the equation's rows. */
  readonly candidates: Int32Array;
  /** Upper triangle of A, row by row; rows are `candidates.length` numbers apart, however many candidates there are. */
  readonly matrix: Float64Array;
  readonly right: Float64Array;
}

/** Builds the rows and columns from `first` on, of `size`. */
export function extendEquation(
  { candidates, matrix, right }: Equation,
  half: HalfIteration,
  target: number,
  first: number,
  size: number,
  ridge: number,
): void {
  const { width, sources, gram } = half;
  const { offsets, columns, values } = half.ratings;
  for (let b = first; b < size; b++) {
    for (let a = 0; a <= b; a++) matrix[a * width + b] = gram[candidates[a]! * width + candidates[b]!]!;
    right[b] = 0;
  }
  for (let entry = offsets[target]!; entry < offsets[target + 1]!; entry++) {
    const source = columns[entry]! * width;
    const weight = weightOf(half, values[entry]!);
    const gain = gainOf(half, values[entry]!);
    for (let b = first; b < size; b++) {
      const value = sources[source + candidates[b]!]!;
      const weighted = weight * value;
      for (let a = 0; a <= b; a++) matrix[a * width + b]! += sources[source + candidates[a]!]! * weighted;
      right[b]! += gain * value;
    }
  }
  for (let b = first; b < size; b++) matrix[b * width + b]! += ridge;
}

/** Computes the sum of s s^T over all sources. */
export function computeGram({ width, sources, gram }: HalfIteration): void {
  gram.fill(0);
  for (let source = 0; source < sources.length; source += width) {
    for (let a = 0; a < width; a++) {
      const value = sources[source + a]!;
      for (let b = a; b < width; b++) gram[a * width + b]! += value * sources[source + b]!;
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) gram[a * width + b] = gram[b * width + a]!;
}

/**
 * The gradient of a target's loss at the vector x, for the components that are 0:
 * G x + sum of (c_j s_j.x - r_j) s_j.
 */
export function computeSlope(half: HalfIteration, target: number, x: Float64Array, slope: Float64Array): void {
  const { width, sources, gram } = half;
  const { offsets, columns, values } = half.ratings;
  slope.fill(0);
  for (let a = 0; a < width; a++) {
    if (x[a] === 0) continue;
    for (let b = 0; b < width; b++) slope[b]! += gram[a * width + b]! * x[a]!;
  }
  for (let entry = offsets[target]!; entry < offsets[target + 1]!; entry++) {
    const source = columns[entry]! * width;
    const factor = weightOf(half, values[entry]!) * dot(sources, source, x) - gainOf(half, values[entry]!);
    for (let i = 0; i < width; i++) slope[i]! += sources[source + i]! * factor;
  }
}

/** s.x, in four sums of every fourth component. */
function dot(sources: Float32Array, source: number, x: Float64Array): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i += 4) {
    sum0 += sources[source + i]! * x[i]!;
    sum1 += sources[source + i + 1]! * x[i + 1]!;
    sum2 += sources[source + i + 2]! * x[i + 2]!;
    sum3 += sources[source + i + 3]! * x[i + 3]!;
  }
  return sum0 + sum2 + (sum1 + sum3);
}
