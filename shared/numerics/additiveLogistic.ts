import { fitLogistic, type LabelledRows } from './logisticRegression';

/**
 * A piecewise linear function of one number, continuous and constant outside of [lowest, highest]:
 *
 *     f(x) = slopes[0] x' + sum_k slopes[k] max(0, x' - knots[k - 1]) - reference,   x' = x limited to the range
 */
export interface Shape {
  readonly lowest: number;
  readonly highest: number;
  /** Ascending, between lowest and highest. */
  readonly knots: Float64Array;
  /** One more than knots: the first slope, and by how much it changes at each knot. */
  readonly slopes: Float64Array;
  readonly reference: number;
}

/** 0 everywhere. */
export const flatShape: Shape = {
  lowest: 0,
  highest: 0,
  knots: Float64Array.of(),
  slopes: Float64Array.of(0),
  reference: 0,
};

/** log(p / (1 - p)) = intercept + sum of shapes, one for each number of a row. */
export interface AdditiveModel {
  readonly intercept: number;
  readonly shapes: readonly Shape[];
}

export interface AdditiveOptions {
  /** Knots of each shape at most, one number a shape: they stand at quantiles of the rows, and equal ones are one. */
  readonly knots: readonly number[];
  /** Weight of the regularization of slopes, for numbers brought to standard deviation 1; above 0. */
  readonly ridge: number;
}

export function shapeAt({ lowest, highest, knots, slopes, reference }: Shape, x: number): number {
  const limited = Math.min(highest, Math.max(lowest, x));
  let value = slopes[0]! * limited;
  for (let k = 0; k < knots.length; k++) value += slopes[k + 1]! * Math.max(0, limited - knots[k]!);
  return value - reference;
}

/** The log-odds of a row of as many numbers as the model has shapes. */
export function additiveAt({ intercept, shapes }: AdditiveModel, row: Float64Array): number {
  let value = intercept;
  for (let i = 0; i < shapes.length; i++) value += shapeAt(shapes[i]!, row[i]!);
  return value;
}

/**
 * Fits a logistic additive model with linear splines (Hastie, Tibshirani, Friedman, The Elements of Statistical
 * Learning, 5.2 and 9.1). Every shape has mean 0 over the rows labelled 1, so that the intercept is what an average one
 * of them gets. Without rows intercept and shapes are 0.
 */
export function fitAdditive(rows: LabelledRows, options: AdditiveOptions): AdditiveModel {
  const frames = Array.from({ length: rows.width }, (_, column) => frame(rows, column, options.knots[column]!));
  const bases = frames.flatMap((shape, column) => basesOf(shape).map((basis) => ({ column, basis })));
  const scaled = bases.map(({ column, basis }) => standardized(rows, column, basis));
  const features = new Float64Array(rows.labels.length * bases.length);
  scaled.forEach(({ values }, j) => {
    for (let row = 0; row < rows.labels.length; row++) features[row * bases.length + j] = values[row]!;
  });
  const { coefficients, intercept } = fitLogistic({ ...rows, width: bases.length, features }, options.ridge);
  const slopes = scaled.map(({ deviation }, j) => coefficients[j]! / deviation);
  const centre = scaled.reduce((sum, { mean }, j) => sum + slopes[j]! * mean, 0);
  let next = 0;
  const shapes = frames.map((shape, column) => {
    const own = Float64Array.from(slopes.slice(next, next + 1 + shape.knots.length));
    next += own.length;
    return withReference({ ...shape, slopes: own }, rows, column);
  });
  return { intercept: intercept - centre + shapes.reduce((sum, { reference }) => sum + reference, 0), shapes };
}

type Frame = Pick<Shape, 'lowest' | 'highest' | 'knots'>;

function frame({ width, features, labels }: LabelledRows, column: number, knotCount: number): Frame {
  const sorted = Float64Array.from(labels, (_, row) => features[row * width + column]!).sort();
  const [lowest, highest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const places = Array.from({ length: knotCount }, (_, k) => Math.floor(((k + 1) / (knotCount + 1)) * sorted.length));
  const knots = new Set(places.map((place) => sorted[place]!).filter((knot) => knot > lowest && knot < highest));
  return { lowest, highest, knots: Float64Array.from(knots) };
}

function basesOf({ knots }: Frame): ((x: number) => number)[] {
  return [(x) => x, ...Array.from(knots, (knot) => (x: number) => Math.max(0, x - knot))];
}

/** The values of a basis brought to mean 0 and standard deviation 1; one without a spread is left at 0. */
function standardized({ width, features, labels }: LabelledRows, column: number, basis: (x: number) => number) {
  const values = Float64Array.from(labels, (_, row) => basis(features[row * width + column]!));
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const deviation = Math.sqrt(variance) || 1;
  return { values: values.map((value) => (value - mean) / deviation), mean, deviation };
}

function withReference(
  shape: Omit<Shape, 'reference'>,
  { width, features, labels, weights }: LabelledRows,
  column: number,
): Shape {
  const plain = { ...shape, reference: 0 };
  let [sum, weight] = [0, 0];
  labels.forEach((label, row) => {
    if (label === 0) return;
    sum += weights[row]! * shapeAt(plain, features[row * width + column]!);
    weight += weights[row]!;
  });
  return { ...shape, reference: weight > 0 ? sum / weight : 0 };
}
