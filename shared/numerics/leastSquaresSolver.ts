/** Solves A x = b in the least squares sense, under whatever constraint the solver stands for. */
export interface LeastSquaresSolver {
  /**
   * @param matrix A, symmetric, row by row.
   * @param right b.
   * @returns x; valid until the next call.
   */
  solve(matrix: Float64Array, right: Float64Array): Float64Array;
}
