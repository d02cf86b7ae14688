import { BlockPivoting } from './blockPivoting';
import { computeSlope, type Equation, extendEquation } from './equation';
import { countRatings, failed, type HalfIteration, solved } from './halfIteration';

/**
 * Computes the vectors of targets, one by one. Only some components are candidates to be other than 0, those that are
 * so in the target's vector of the iteration before first of all; where another one would improve it, that one is a
 * candidate too. The WebAssembly kernel (kernels/leastSquares) does the same, bit for bit.
 */
export class TargetSolver {
  readonly #equation: Equation;
  readonly #pivoting: BlockPivoting;
  readonly #isCandidate: Uint8Array;
  readonly #vector: Float64Array;
  readonly #slope: Float64Array;
  #size = 0;

  constructor(width: number) {
    this.#equation = {
      candidates: new Int32Array(width),
      matrix: new Float64Array(width * width),
      right: new Float64Array(width),
    };
    this.#pivoting = new BlockPivoting(width);
    this.#isCandidate = new Uint8Array(width);
    this.#vector = new Float64Array(width);
    this.#slope = new Float64Array(width);
  }

  /** Writes the target's vector and what became of it; the Gram matrix must have been computed. */
  solve(half: HalfIteration, target: number): void {
    const { width } = half;
    const vector = half.targets.subarray(target * width, (target + 1) * width).fill(0);
    half.outcomes[target] = solved;
    const count = countRatings(half, target);
    if (count === 0) return;
    const { candidates, matrix, right } = this.#equation;
    this.#chooseCandidates(half, target);
    for (let first = 0; first < this.#size; ) {
      extendEquation(this.#equation, half, target, first, this.#size, half.regularization * count);
      if (!this.#pivoting.solve(matrix, right, this.#size)) {
        half.outcomes[target] = failed;
        return;
      }
      first = this.#size;
      if (first < width) this.#addCandidates(half, target);
    }
    for (let i = 0; i < this.#size; i++) vector[candidates[i]!] = this.#pivoting.solution[i]!;
  }

  /** Makes candidates of the components above 0 before; all are candidates where that saves little. */
  #chooseCandidates({ width, previous }: HalfIteration, target: number): void {
    const { isPassive } = this.#pivoting;
    this.#size = 0;
    this.#isCandidate.fill(0);
    isPassive.fill(0);
    if (previous) for (let i = 0; i < width; i++) if (previous[target * width + i]! > 0) this.#add(i);
    if (this.#size > 0 && width > 16 && this.#size * 4 <= width * 3) {
      isPassive.fill(1, 0, this.#size);
      this.#fillTile();
    } else {
      isPassive.set(this.#isCandidate);
      for (let i = 0; i < width; i++) this.#equation.candidates[i] = i;
      this.#size = width;
    }
  }

  #add(component: number): void {
    this.#equation.candidates[this.#size++] = component;
    this.#isCandidate[component] = 1;
  }

  /** Makes the number of candidates a multiple of 4. */
  #fillTile(): void {
    for (let i = 0; this.#size % 4 !== 0; i++) if (!this.#isCandidate[i]) this.#add(i);
  }

  /** Makes candidates of the components whose gradient is below 0, and marks them passive. */
  #addCandidates(half: HalfIteration, target: number): void {
    const first = this.#size;
    this.#vector.fill(0);
    for (let i = 0; i < first; i++) this.#vector[this.#equation.candidates[i]!] = this.#pivoting.solution[i]!;
    computeSlope(half, target, this.#vector, this.#slope);
    for (let i = 0; i < half.width; i++) if (!this.#isCandidate[i] && this.#slope[i]! < 0) this.#add(i);
    this.#pivoting.isPassive.fill(1, first, this.#size);
    this.#fillTile();
  }
}
