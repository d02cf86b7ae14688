import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { LeastSquaresSolver } from './leastSquaresSolver';

/** Solves without a constraint, for a positive definite A. (`CholeskySolver` of Spark's ALS.scala.) */
export class CholeskySolver implements LeastSquaresSolver {
  /** @throws RangeError if A is not positive definite. */
  solve(matrix: Float64Array, right: Float64Array): Float64Array {
    const decomposition = new CholeskyDecomposition(Matrix.from1DArray(right.length, right.length, matrix));
    if (!decomposition.isPositiveDefinite()) {
      throw new RangeError('the normal equation has no single solution: use a greater regularization');
    }
    return Float64Array.from(decomposition.solve(Matrix.columnVector(right)).to1DArray());
  }
}
