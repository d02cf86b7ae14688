import { PassiveSystem } from './passiveSystem';

/** What A x - b may fall short of 0 by, of the size of what cancels out in it. */
const tolerance = 1e-12;
/** Exchanges of all violators at once that need not lower their number. */
const fullPatience = 3;

/**
 * Minimises x^T A x / 2 - b^T x over x >= 0 by block principal pivoting (Kim and Park, 2011, algorithm 2): the passive
 * components solve the equation, the others are 0, and those that break a condition of the optimum change sides, until
 * none does.
 */
export class BlockPivoting {
  /** x of the last problem solved. */
  readonly solution: Float64Array;
  /** Which components are passive: what the next problem starts from. */
  readonly isPassive: Uint8Array;
  readonly #width: number;
  readonly #system: PassiveSystem;
  readonly #positions: Int32Array;
  readonly #passiveSolution: Float64Array;
  readonly #scale: Float64Array;
  readonly #gradient: Float64Array;

  constructor(width: number) {
    this.solution = new Float64Array(width);
    this.isPassive = new Uint8Array(width);
    this.#width = width;
    this.#system = new PassiveSystem(width);
    this.#positions = new Int32Array(width);
    this.#passiveSolution = new Float64Array(width);
    this.#scale = new Float64Array(width);
    this.#gradient = new Float64Array(width);
  }

  /**
   * @param matrix upper triangle of A, row by row.
   * @returns whether it was solved; else A is not positive definite, or rounding hides the way.
   */
  solve(matrix: Float64Array, right: Float64Array): boolean {
    const size = this.#width;
    for (let i = 0; i < size; i++) this.#scale[i] = Math.sqrt(matrix[i * size + i]!);
    let fewest = size + 1;
    let patience = fullPatience;
    for (let round = 5 * size + 20; round > 0; round--) {
      const count = this.#listPassive();
      if (!this.#system.solve(matrix, right, this.#positions, count, this.#passiveSolution)) return false;
      this.#complete(matrix, right, count);

      const violators = this.#violators(count);
      if (violators.length === 0) return true;
      let exchanged = violators;
      if (violators.length < fewest) {
        fewest = violators.length;
        patience = fullPatience;
      } else if (patience > 0) patience--;
      else exchanged = violators.slice(-1);
      for (const i of exchanged) this.isPassive[i] = 1 - this.isPassive[i]!;
    }
    return false;
  }

  #listPassive(): number {
    let count = 0;
    for (let i = 0; i < this.#width; i++) if (this.isPassive[i]) this.#positions[count++] = i;
    return count;
  }

  /** Writes x, and A x - b of the components that are not passive. */
  #complete(matrix: Float64Array, right: Float64Array, count: number): void {
    const width = this.#width;
    const x = this.solution.fill(0);
    for (let f = 0; f < count; f++) x[this.#positions[f]!] = this.#passiveSolution[f]!;
    for (let i = 0; i < width; i++) {
      if (this.isPassive[i]) continue;
      let above = 0;
      for (let f = 0; f < i; f++) if (this.isPassive[f]) above += matrix[f * width + i]! * x[f]!;
      const sums = [0, 0, 0, 0];
      for (let f = i + 1; f < width; f++) sums[f % 4]! += matrix[i * width + f]! * x[f]!;
      this.#gradient[i] = above + (sums[0]! + sums[2]! + (sums[1]! + sums[3]!)) - right[i]!;
    }
  }

  /** Passive components below 0, and others whose gradient is; what cancels out in it is at most `spread`'s size. */
  #violators(count: number): number[] {
    let spread = 0;
    for (let f = 0; f < count; f++) {
      spread += Math.abs(this.#passiveSolution[f]!) * this.#scale[this.#positions[f]!]!;
    }
    const violators: number[] = [];
    for (let i = 0; i < this.#width; i++) {
      const isViolated = this.isPassive[i]
        ? this.solution[i]! < 0
        : this.#gradient[i]! < -(spread * tolerance) * this.#scale[i]!;
      if (isViolated) violators.push(i);
    }
    return violators;
  }
}
