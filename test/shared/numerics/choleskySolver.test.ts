import { CholeskySolver } from '../../../shared/numerics/choleskySolver';
import { NormalEquation } from '../../../shared/numerics/normalEquation';

const solve = (ridge: number) => {
  const equation = new NormalEquation(2);
  const rows = Float32Array.of(1, 2, 1, 3, 1, 4);
  [4, 9, 16].forEach((right, row) => {
    equation.add(rows, 2 * row, right);
  });
  const matrix = new Float64Array(4);
  equation.writeFull(ridge, matrix);
  return new CholeskySolver().solve(matrix, equation.right);
};

describe('CholeskySolver', () => {
  it.each([
    [0, [-8.333333333, 6]],
    [1.5, [-0.1155555556, 3.28]],
  ])('S-5 with ridge %d (Spark’s ALSSuite, "CholeskySolver")', (ridge, expected) => {
    solve(ridge).forEach((value, i) => {
      expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-6);
    });
  });

  it('says what to do about a singular equation', () => {
    expect(() => new CholeskySolver().solve(new Float64Array(4), new Float64Array(2))).toThrow(
      /greater regularization/,
    );
  });
});
