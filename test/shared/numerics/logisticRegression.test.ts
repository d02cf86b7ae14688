import fc from 'fast-check';
import { fitLogistic, type LabelledRows, type LogisticModel } from '../../../shared/numerics/logisticRegression';

function rowsOf(features: readonly (readonly number[])[], labels: readonly number[], weights?: number[]): LabelledRows {
  return {
    width: features[0]?.length ?? 0,
    features: Float64Array.from(features.flat()),
    labels: Uint8Array.from(labels),
    weights: Float64Array.from(weights ?? labels.map(() => 1)),
  };
}

/** What is minimised, term by term as it is written. */
function objective({ width, features, labels, weights }: LabelledRows, ridge: number, parameters: readonly number[]) {
  const [intercept, ...coefficients] = parameters as [number, ...number[]];
  let value = (ridge / 2) * coefficients.reduce((sum, c) => sum + c * c, 0);
  labels.forEach((label, row) => {
    const logit = coefficients.reduce((sum, c, i) => sum + c * features[row * width + i]!, intercept);
    value += weights[row]! * Math.log(1 + Math.exp(label === 1 ? -logit : logit));
  });
  return value;
}

const parametersOf = ({ intercept, coefficients }: LogisticModel) => [intercept, ...coefficients];

/** Central differences. */
function gradientAt(rows: LabelledRows, ridge: number, parameters: readonly number[]): number[] {
  const step = 1e-5;
  return parameters.map((_, i) => {
    const at = (shift: number) => objective(rows, ridge, parameters.with(i, parameters[i]! + shift));
    return (at(step) - at(-step)) / (2 * step);
  });
}

it('has the log-odds of the labels where there is nothing else to tell them by', () => {
  const { intercept, coefficients } = fitLogistic(rowsOf([[0], [0], [0], [0]], [1, 1, 1, 0]), 1);
  expect(intercept).toBeCloseTo(Math.log(3), 9);
  expect([...coefficients]).toEqual([0]);
});

it('counts rows by their weights', () => {
  const weighted = fitLogistic(rowsOf([[1], [-1], [1]], [1, 0, 0], [3, 2, 1]), 0.5);
  const repeated = fitLogistic(rowsOf([[1], [1], [1], [-1], [-1], [1]], [1, 1, 1, 0, 0, 0]), 0.5);
  expect(weighted.intercept).toBeCloseTo(repeated.intercept, 9);
  expect(weighted.coefficients[0]).toBeCloseTo(repeated.coefficients[0]!, 9);
});

// By symmetry the intercept is 0. With x = 1 and -1, each a times of its own label and b times of the other, the derivative
// 2 (a + b) / (1 + e^-c) - 2 a + ridge c vanishes where ridge = 2 (a - (a + b) / (1 + e^-c)) / c: at c = log 3, with
// 1 / (1 + e^-c) = 3/4, a = 9 and b = 1, that is 3 / log 3.
it('finds the coefficient that can be derived by hand', () => {
  const own = Array.from({ length: 9 }, () => [1, -1]).flat();
  const rows = rowsOf(
    [...own, 1, -1].map((x) => [x]),
    [...own.map((x) => (x > 0 ? 1 : 0)), 0, 1],
  );
  const { intercept, coefficients } = fitLogistic(rows, 3 / Math.log(3));
  expect(intercept).toBeCloseTo(0, 9);
  expect(coefficients[0]).toBeCloseTo(Math.log(3), 9);
});

it('stays finite where rows can be told apart, thanks to the ridge', () => {
  const rows = rowsOf([[-2], [-1], [1], [2]], [0, 0, 1, 1]);
  for (const ridge of [1, 1e-3, 1e-6]) {
    const { coefficients } = fitLogistic(rows, ridge);
    expect(Number.isFinite(coefficients[0])).toBe(true);
    expect(coefficients[0]).toBeGreaterThan(0);
    for (const slope of gradientAt(rows, ridge, parametersOf(fitLogistic(rows, ridge))))
      expect(slope).toBeCloseTo(0, 4);
  }
});

it('stays finite where there is one label only, or no row at all', () => {
  for (const rows of [rowsOf([[1], [2]], [1, 1]), rowsOf([[1], [2]], [0, 0]), { ...rowsOf([], []), width: 1 }]) {
    expect(parametersOf(fitLogistic(rows, 1)).every(Number.isFinite)).toBe(true);
  }
});

it('ends where the objective has no slope, and no step to any side makes it less', () => {
  const feature = fc.double({ min: -3, max: 3, noNaN: true });
  const row = fc.record({
    features: fc.tuple(feature, feature),
    label: fc.nat(1),
    weight: fc.double({ min: 0.1, max: 3, noNaN: true }),
  });
  const ridge = fc.double({ min: 0.05, max: 10, noNaN: true });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), ridge, (drawn, weight) => {
      // One row of each label, so that the intercept has an end.
      const ends = [0, 1].map((label) => ({ features: [0, 0] as const, label, weight: 1 }));
      const all = [...drawn, ...ends];
      const rows = rowsOf(
        all.map(({ features }) => features),
        all.map(({ label }) => label),
        all.map((one) => one.weight),
      );
      const found = parametersOf(fitLogistic(rows, weight));
      for (const slope of gradientAt(rows, weight, found)) expect(Math.abs(slope)).toBeLessThan(1e-4);
      const least = objective(rows, weight, found);
      found.forEach((value, i) => {
        for (const shift of [-0.01, 0.01]) {
          expect(objective(rows, weight, found.with(i, value + shift))).toBeGreaterThan(least);
        }
      });
    }),
  );
});
