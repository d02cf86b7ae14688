import { BlockPivoting } from './blockPivoting';
import { Equation } from './equation';
import { countRatings, failed, type HalfIteration, solved } from './halfIteration';

/**
 * Computes the vectors of targets, one by one; each search starts from what was above 0 the iteration before. The
 * WebAssembly kernel (kernels/leastSquares) does the same, bit for bit.
 */
export class TargetSolver {
  readonly #equation: Equation;
  readonly #pivoting: BlockPivoting;

  constructor(width: number) {
    this.#equation = new Equation(width);
    this.#pivoting = new BlockPivoting(width);
  }

  /** Writes the target's vector and what became of it; the Gram matrix must have been computed. */
  solve(half: HalfIteration, target: number): void {
    const { width, previous } = half;
    const vector = half.targets.subarray(target * width, (target + 1) * width).fill(0);
    half.outcomes[target] = solved;
    const count = countRatings(half, target);
    if (count === 0) return;
    const { isPassive, solution } = this.#pivoting;
    for (let i = 0; i < width; i++) isPassive[i] = previous && previous[target * width + i]! > 0 ? 1 : 0;
    const isBuilt = this.#equation.build(half, target, half.regularization * count);
    if (isBuilt && this.#pivoting.solve(this.#equation.matrix, this.#equation.right)) vector.set(solution);
    else half.outcomes[target] = failed;
  }
}
