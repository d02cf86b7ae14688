/** What a pivot must be, of the element of A it comes from: less may be rounding, as A is summed as float32. */
const leastPivot = 2 ** -20;

/** Solves the rows and columns of A x = b that are listed, for a symmetric positive definite A, as L D L^T. */
export class PassiveSystem {
  readonly #upper: Float64Array;
  /** -L^T. */
  readonly #multipliers: Float64Array;
  readonly #inverses: Float64Array;
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
    this.#upper = new Float64Array(width * width);
    this.#multipliers = new Float64Array(width * width);
    this.#inverses = new Float64Array(width);
  }

  /**
   * @param matrix upper triangle of A, row by row, `width` numbers apart.
   * @param positions rows and columns, ascending, of which the first `count` are meant.
   * @param x the solution is written here, in the order of `positions`.
   * @returns whether A is positive definite; if not, x is not the solution.
   */
  solve(matrix: Float64Array, right: Float64Array, positions: Int32Array, count: number, x: Float64Array): boolean {
    if (!this.#factorize(matrix, positions, count)) return false;
    const width = this.#width;
    const multipliers = this.#multipliers;
    for (let r = 0; r < count; r++) x[r] = right[positions[r]!]!;
    for (let j = 0; j < count; j++) for (let c = j + 1; c < count; c++) x[c]! += multipliers[j * width + c]! * x[j]!;
    for (let r = count - 1; r >= 0; r--) {
      const blockEnd = Math.min(r - (r % 4) + 4, count);
      const sums = [0, 0, 0, 0];
      for (let c = blockEnd; c < count; c++) sums[c % 4]! += multipliers[r * width + c]! * x[c]!;
      x[r] = x[r]! * this.#inverses[r]! + (sums[0]! + sums[2]! + (sums[1]! + sums[3]!));
      for (let c = blockEnd - 1; c > r; c--) x[r]! += multipliers[r * width + c]! * x[c]!;
    }
    return true;
  }

  /** D L^T takes the place of A. */
  #factorize(matrix: Float64Array, positions: Int32Array, count: number): boolean {
    const width = this.#width;
    const upper = this.#upper;
    const multipliers = this.#multipliers;
    for (let r = 0; r < count; r++) {
      for (let c = r; c < count; c++) upper[r * width + c] = matrix[positions[r]! * width + positions[c]!]!;
      const least = upper[r * width + r]! * leastPivot;
      for (let j = 0; j < r; j++) {
        const multiplier = multipliers[j * width + r]!;
        for (let c = r; c < count; c++) upper[r * width + c]! += multiplier * upper[j * width + c]!;
      }
      const pivot = upper[r * width + r]!;
      if (!(pivot > least)) return false;
      this.#inverses[r] = 1 / pivot;
      for (let c = r + 1; c < count; c++) multipliers[r * width + c] = upper[r * width + c]! * (-1 / pivot);
    }
    return true;
  }
}
