/**
 * The normal equation of a weighted linear least squares problem, A x = b with A = sum c_j s_j s_j^T and
 * b = sum b_j s_j, built row by row. (`NormalEquation` of Spark's ALS.scala.)
 */
export class NormalEquation {
  readonly size: number;
  /** Upper triangle of A, column by column: (0,0) (0,1) (1,1) (0,2) … */
  readonly upper: Float64Array;
  readonly right: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.upper = new Float64Array((size * (size + 1)) / 2);
    this.right = new Float64Array(size);
  }

  /**
   * Adds the row s = rows[offset .. offset + size).
   *
   * @param right what b gains, in units of s; any weight is already in it.
   * @param weight c of the row, 0 and up.
   */
  add(rows: Float32Array, offset: number, right: number, weight = 1): void {
    if (!(weight >= 0)) throw new RangeError(`weight ${weight} is not 0 or above`);
    if (offset + this.size > rows.length) throw new RangeError(`the row at ${offset} is shorter than ${this.size}`);
    let entry = 0;
    for (let j = 0; j < this.size; j++) {
      const weighted = weight * rows[offset + j]!;
      for (let i = 0; i <= j; i++) this.upper[entry++]! += rows[offset + i]! * weighted;
      this.right[j]! += right * rows[offset + j]!;
    }
  }

  /** Adds all rows of another equation of the same size. */
  merge(other: NormalEquation): void {
    if (other.size !== this.size) throw new RangeError(`sizes ${this.size} and ${other.size} differ`);
    for (let i = 0; i < this.upper.length; i++) this.upper[i]! += other.upper[i]!;
    for (let i = 0; i < this.size; i++) this.right[i]! += other.right[i]!;
  }

  clear(): void {
    this.upper.fill(0);
    this.right.fill(0);
  }

  /** Writes A + ridge I to `full`, row by row; both triangles. */
  writeFull(ridge: number, full: Float64Array): void {
    const { size, upper } = this;
    let entry = 0;
    for (let j = 0; j < size; j++) {
      for (let i = 0; i <= j; i++) full[i * size + j] = full[j * size + i] = upper[entry++]!;
      full[j * size + j]! += ridge;
    }
  }
}
