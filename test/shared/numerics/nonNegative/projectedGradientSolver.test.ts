import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { MersenneTwister } from '../../../../shared/numerics/mersenneTwister';
import { ProjectedGradientSolver } from '../../../../shared/numerics/nonNegative/projectedGradientSolver';

const solve = (matrix: Matrix, right: number[]) => [
  ...new ProjectedGradientSolver(right.length).solve(Float64Array.from(matrix.to1DArray()), Float64Array.from(right)),
];

describe('ProjectedGradientSolver', () => {
  it('S-2 with an active constraint (Spark’s NNLSSuite)', () => {
    const matrix = new Matrix([
      [4.377, -3.531, -1.306, -0.139, 3.418],
      [-3.531, 4.344, 0.934, 0.305, -2.14],
      [-1.306, 0.934, 2.644, -0.203, -0.17],
      [-0.139, 0.305, -0.203, 5.883, 1.428],
      [3.418, -2.14, -0.17, 1.428, 4.684],
    ]);
    solve(matrix, [-1.632, 2.115, 1.094, -1.025, -0.636]).forEach((value, i) => {
      expect(Math.abs(value - [0.13025, 0.54506, 0.2874, 0, 0.028628][i]!)).toBeLessThan(1e-3);
      expect(value).toBeGreaterThanOrEqual(0);
    });
  });

  it('S-3 solves more than half of 100 random systems of size 20 (Spark’s NNLSSuite)', () => {
    const random = new MersenneTwister(12345);
    const uniform = () => random.nextUint32() / 2 ** 32;
    let good = 0;
    for (let system = 0; system < 100; system++) {
      const rows = Matrix.rand(20, 20, { random: uniform });
      const gram = rows.transpose().mmul(rows);
      const errors = solve(gram, gram.mmul(Matrix.ones(20, 1)).to1DArray()).map((value) => Math.abs(value - 1));
      if (Math.hypot(...errors) < 1e-2 && Math.max(...errors) < 1e-3) good++;
    }
    expect(good).toBeGreaterThan(50);
  });

  it('meets the conditions of an optimum (Karush, Kuhn, Tucker)', () => {
    const component = fc.integer({ min: -200, max: 200 }).map((hundredths) => hundredths / 100);
    const problem = fc.integer({ min: 1, max: 8 }).chain((size) =>
      fc.record({
        rows: fc.array(fc.array(component, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 12 }),
        right: fc.array(component, { minLength: size, maxLength: size }),
      }),
    );
    fc.assert(
      fc.property(problem, ({ rows, right }) => {
        const data = new Matrix(rows);
        const matrix = Matrix.add(data.transpose().mmul(data), Matrix.eye(right.length).mul(0.1));
        const solution = solve(matrix, right);
        const gradient = Matrix.sub(matrix.mmul(Matrix.columnVector(solution)), Matrix.columnVector(right)).to1DArray();
        solution.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(0);
          if (value > 1e-5) expect(Math.abs(gradient[i]!)).toBeLessThan(1e-3);
          else expect(gradient[i]!).toBeGreaterThan(-1e-3);
        });
      }),
    );
  });
});
