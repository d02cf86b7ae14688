import { NormalEquation } from '../../../shared/numerics/normalEquation';

const rows = Float32Array.of(1, 2, 4, 5, 7, 8);

describe('NormalEquation', () => {
  it('S-4 adds weighted rows and merges (Spark’s ALSSuite, "normal equation construction")', () => {
    const equation = new NormalEquation(2);
    equation.add(rows, 0, 3);
    equation.add(rows, 2, 12, 2);
    expect([[...equation.upper], [...equation.right]]).toEqual([
      [33, 42, 54],
      [51, 66],
    ]);
    const other = new NormalEquation(2);
    other.add(rows, 4, 9);
    equation.merge(other);
    expect([[...equation.upper], [...equation.right]]).toEqual([
      [82, 98, 118],
      [114, 138],
    ]);
    equation.clear();
    expect([...equation.upper, ...equation.right]).toEqual([0, 0, 0, 0, 0]);
  });

  it('S-4 refuses a row that is too short, a negative weight, and another size', () => {
    const equation = new NormalEquation(2);
    expect(() => equation.add(Float32Array.of(1), 0, 3)).toThrow(RangeError);
    expect(() => equation.add(rows, 0, 3, -1)).toThrow(RangeError);
    expect(() => equation.merge(new NormalEquation(3))).toThrow(RangeError);
  });

  it('writes the full matrix with the ridge on its diagonal', () => {
    const equation = new NormalEquation(2);
    equation.add(rows, 0, 0);
    const full = new Float64Array(4);
    equation.writeFull(0.5, full);
    expect([...full]).toEqual([1.5, 2, 2, 4.5]);
  });
});
