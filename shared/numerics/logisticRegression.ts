import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** Rows of `width` features each, and for each whether it is an instance of what is told apart (1) or not (0). */
export interface LabelledRows {
  readonly width: number;
  readonly features: Float64Array;
  readonly labels: Uint8Array;
  /** Weight of each row, 0 and up. */
  readonly weights: Float64Array;
}

/** log(p / (1 - p)) = intercept + coefficients . features */
export interface LogisticModel {
  readonly intercept: number;
  readonly coefficients: Float64Array;
}

const mostSteps = 50;
const tolerance = 1e-10;

/**
 * Maximum a posteriori logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani,
 * Friedman, The Elements of Statistical Learning, 4.4.1):
 *
 *     minimise  sum_i w_i log(1 + exp(-y_i (b + c . x_i))) + ridge / 2 |c|^2,   y_i = 1 or -1
 *
 * The ridge counts coefficients as they stand: bring features to one scale before. A step that does not lower the
 * objective is halved.
 *
 * @param ridge above 0, so that there is one minimum however rows can be told apart.
 */
export function fitLogistic(rows: LabelledRows, ridge: number): LogisticModel {
  const size = rows.width + 1;
  let parameters = new Float64Array(size);
  let current = evaluate(rows, parameters, ridge);
  for (let step = 0; step < mostSteps; step++) {
    const direction = newtonDirection(rows, parameters, ridge);
    let length = 1;
    let moved = advance(parameters, direction, length);
    let value = evaluate(rows, moved, ridge);
    while (value > current && length > 1e-6) {
      length /= 2;
      moved = advance(parameters, direction, length);
      value = evaluate(rows, moved, ridge);
    }
    const gain = current - value;
    if (!(gain > 0)) break;
    parameters = moved;
    current = value;
    if (gain < tolerance * (1 + Math.abs(current))) break;
  }
  return { intercept: parameters[0]!, coefficients: parameters.slice(1) };
}

function advance(from: Float64Array, direction: Float64Array, length: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (value, i) => value + length * direction[i]!);
}

function evaluate({ width, features, labels, weights }: LabelledRows, parameters: Float64Array, ridge: number): number {
  let value = 0;
  for (let i = 1; i <= width; i++) value += (ridge / 2) * parameters[i]! ** 2;
  labels.forEach((label, row) => {
    const margin = (label === 1 ? 1 : -1) * logit(features, row * width, width, parameters);
    // log(1 + exp(-m)) without overflow.
    value += weights[row]! * (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))));
  });
  return value;
}

/** The solution of H d = -g, g and H being gradient and Hessian of the objective. */
function newtonDirection(
  { width, features, labels, weights }: LabelledRows,
  parameters: Float64Array,
  ridge: number,
): Float64Array {
  const size = width + 1;
  const hessian = new Float64Array(size * size);
  const descent = new Float64Array(size);
  const row = new Float64Array(size);
  row[0] = 1;
  labels.forEach((label, i) => {
    row.set(features.subarray(i * width, (i + 1) * width), 1);
    const p = 1 / (1 + Math.exp(-logit(features, i * width, width, parameters)));
    const curvature = weights[i]! * p * (1 - p);
    const residual = weights[i]! * (label - p);
    for (let a = 0; a < size; a++) {
      descent[a]! += residual * row[a]!;
      const scaled = curvature * row[a]!;
      for (let b = 0; b <= a; b++) hessian[a * size + b]! += scaled * row[b]!;
    }
  });
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) hessian[b * size + a] = hessian[a * size + b]!;
    if (a > 0) descent[a]! -= ridge * parameters[a]!;
    // A trace of it on the intercept keeps the matrix definite where all rows are certain.
    hessian[a * size + a]! += a > 0 ? ridge : 1e-12;
  }
  const solved = new CholeskyDecomposition(Matrix.from1DArray(size, size, hessian)).solve(Matrix.columnVector(descent));
  return Float64Array.from(solved.to1DArray());
}

function logit(features: Float64Array, offset: number, width: number, parameters: Float64Array): number {
  let sum = parameters[0]!;
  for (let i = 0; i < width; i++) sum += parameters[i + 1]! * features[offset + i]!;
  return sum;
}
