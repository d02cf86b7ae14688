import fc from 'fast-check';
import { type AdditiveModel, fitAdditive, type Shape, shapeAt } from '../../../shared/numerics/additiveLogistic';
import { fitLogistic, type LabelledRows } from '../../../shared/numerics/logisticRegression';

const number = fc.double({ min: -5, max: 5, noNaN: true });
const row = fc.record({
  features: fc.tuple(number, number),
  label: fc.nat(1),
  weight: fc.double({ min: 0.1, max: 2, noNaN: true }),
});

/** Rows of both labels. */
const rowsArbitrary = fc.array(row, { minLength: 2, maxLength: 40 }).map((drawn): LabelledRows => {
  const rows = drawn.map((one, i) => (i < 2 ? { ...one, label: i } : one));
  return {
    width: 2,
    features: Float64Array.from(rows.flatMap(({ features }) => features)),
    labels: Uint8Array.from(rows, ({ label }) => label),
    weights: Float64Array.from(rows, ({ weight }) => weight),
  };
});

function logOdds({ intercept, shapes }: AdditiveModel, features: Float64Array): number {
  return shapes.reduce((sum, shape, i) => sum + shapeAt(shape, features[i]!), intercept);
}

const rowAt = ({ width, features }: LabelledRows, index: number) =>
  features.subarray(index * width, (index + 1) * width);

it('a shape is linear between its knots, and constant outside of its range', () => {
  const shape: Shape = {
    lowest: -1,
    highest: 3,
    knots: Float64Array.of(0, 2),
    slopes: Float64Array.of(1, 2, -4),
    reference: 0.5,
  };
  const at = (x: number) => shapeAt(shape, x);
  expect([-1, -0.5, 0, 1, 2, 3].map(at)).toEqual([-1.5, -1, -0.5, 2.5, 5.5, 4.5]);
  expect([-100, Number.NEGATIVE_INFINITY].map(at)).toEqual([-1.5, -1.5]);
  expect([100, Number.POSITIVE_INFINITY].map(at)).toEqual([4.5, 4.5]);
});

it('shapes have mean 0 over the rows labelled 1, by their weights', () => {
  fc.assert(
    fc.property(rowsArbitrary, fc.nat(4), (rows, knots) => {
      const { shapes } = fitAdditive(rows, { knots: Array(rows.width).fill(knots), ridge: 1 });
      shapes.forEach((shape, column) => {
        let sum = 0;
        rows.labels.forEach((label, i) => {
          if (label === 1) sum += rows.weights[i]! * shapeAt(shape, rowAt(rows, i)[column]!);
        });
        // Where a column hardly differs, slopes are as steep as it takes, and their products cancel.
        const steepness = shape.slopes.reduce((total, slope) => total + Math.abs(slope), 1);
        expect(Math.abs(sum)).toBeLessThan(1e-12 * steepness * (1 + rows.labels.length) + 1e-9);
      });
    }),
  );
});

it('without knots it is the logistic regression of numbers brought to standard deviation 1', () => {
  fc.assert(
    fc.property(rowsArbitrary, (rows) => {
      const model = fitAdditive(rows, { knots: Array(rows.width).fill(0), ridge: 2 });
      const scaled = rows.features.slice();
      const count = rows.labels.length;
      for (let column = 0; column < 2; column++) {
        const values = Array.from({ length: count }, (_, i) => rowAt(rows, i)[column]!);
        const mean = values.reduce((sum, value) => sum + value, 0) / count;
        const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count) || 1;
        values.forEach((value, i) => {
          scaled[i * 2 + column] = (value - mean) / deviation;
        });
      }
      const { intercept, coefficients } = fitLogistic({ ...rows, features: scaled }, 2);
      for (let i = 0; i < count; i++) {
        const expected = coefficients.reduce((sum, c, column) => sum + c * scaled[i * 2 + column]!, intercept);
        expect(Math.abs(logOdds(model, rowAt(rows, i)) - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
      }
    }),
  );
});

it('a column that never differs tells nothing', () => {
  const rows: LabelledRows = {
    width: 2,
    features: Float64Array.of(7, 1, 7, 2, 7, 3, 7, 4),
    labels: Uint8Array.of(0, 1, 0, 1),
    weights: new Float64Array(4).fill(1),
  };
  const { shapes } = fitAdditive(rows, { knots: [2], ridge: 1 });
  expect(shapes[0]).toMatchObject({ lowest: 7, highest: 7, knots: new Float64Array() });
  for (const x of [-10, 7, 10]) expect(shapeAt(shapes[0]!, x)).toBeCloseTo(0, 12);
  expect(shapeAt(shapes[1]!, 4)).toBeGreaterThan(shapeAt(shapes[1]!, 1));
});

it('bends at quantiles of the rows where that tells labels apart', () => {
  const values = Array.from({ length: 200 }, (_, i) => i / 100 - 1);
  const rows: LabelledRows = {
    width: 1,
    features: Float64Array.from(values),
    labels: Uint8Array.from(values, (x) => (Math.abs(x) < 0.5 ? 1 : 0)),
    weights: new Float64Array(200).fill(1),
  };
  const [shape] = fitAdditive(rows, { knots: [3], ridge: 0.1 }).shapes as [Shape];
  expect([...shape.knots]).toEqual([-0.5, 0, 0.5]);
  expect(shapeAt(shape, 0)).toBeGreaterThan(shapeAt(shape, -1) + 1);
  expect(shapeAt(shape, 0)).toBeGreaterThan(shapeAt(shape, 1) + 1);
});

it('without rows all are as likely as not', () => {
  const none = { width: 2, features: new Float64Array(), labels: new Uint8Array(), weights: new Float64Array() };
  const model = fitAdditive(none, { knots: Array(none.width).fill(3), ridge: 1 });
  expect(logOdds(model, Float64Array.of(3, -3))).toBe(0);
});
