import type { LeastSquaresSolver } from '../leastSquaresSolver';

/**
 * Minimises x^T A x / 2 - b^T x over x >= 0, for a positive definite A, by projected gradients with conjugate
 * directions as long as no wall x_i = 0 is hit (Polyak, 1969), in the steps of Spark's NNLS.scala.
 */
export class ProjectedGradientSolver implements LeastSquaresSolver {
  readonly #solution: Float64Array;
  readonly #residual: Float64Array;
  readonly #gradient: Float64Array;
  readonly #direction: Float64Array;
  readonly #lastDirection: Float64Array;

  constructor(size: number) {
    this.#solution = new Float64Array(size);
    this.#residual = new Float64Array(size);
    this.#gradient = new Float64Array(size);
    this.#direction = new Float64Array(size);
    this.#lastDirection = new Float64Array(size);
  }

  solve(matrix: Float64Array, right: Float64Array): Float64Array {
    const x = this.#solution.fill(0);
    const residual = this.#residual;
    const gradient = this.#gradient;
    const direction = this.#direction;
    const lastDirection = this.#lastDirection;
    const size = x.length;
    const iterations = Math.max(400, 20 * size);
    let lastNorm = 0;
    let lastWall = 0;

    for (let iteration = 0; iteration < iterations; iteration++) {
      for (let i = 0; i < size; i++) {
        residual[i] = rowDot(matrix, i, x) - right[i]!;
        direction[i] = gradient[i] = residual[i]! > 0 && x[i] === 0 ? 0 : residual[i]!;
      }
      const solutionNorm = dot(x, x);
      const gradientNorm = dot(gradient, gradient);
      let directionNorm = gradientNorm;
      let step = stepLength(matrix, direction, residual);

      if (iteration > lastWall + 1) {
        const momentum = gradientNorm / lastNorm;
        for (let i = 0; i < size; i++) direction[i] = gradient[i]! + momentum * lastDirection[i]!;
        const conjugateStep = stepLength(matrix, direction, residual);
        const conjugateNorm = dot(direction, direction);
        if (isNegligible(conjugateStep, conjugateNorm, solutionNorm)) direction.set(gradient);
        else [step, directionNorm] = [conjugateStep, conjugateNorm];
      }
      if (isNegligible(step, directionNorm, solutionNorm)) break;

      for (let i = 0; i < size; i++) if (step * direction[i]! > x[i]!) step = x[i]! / direction[i]!;
      for (let i = 0; i < size; i++) {
        if (step * direction[i]! > x[i]! * (1 - 1e-14)) {
          x[i] = 0;
          lastWall = iteration;
        } else x[i]! -= step * direction[i]!;
      }
      lastDirection.set(direction);
      lastNorm = gradientNorm;
    }
    return x;
  }
}

/** The step that minimises the objective along `direction`. */
function stepLength(matrix: Float64Array, direction: Float64Array, residual: Float64Array): number {
  let curvature = 0;
  for (let i = 0; i < direction.length; i++) curvature += rowDot(matrix, i, direction) * direction[i]!;
  return dot(direction, residual) / (curvature + 1e-20);
}

function isNegligible(step: number, directionNorm: number, solutionNorm: number): boolean {
  return !(step >= 1e-7 && step <= 1e40) || directionNorm < 1e-12 * solutionNorm || directionNorm < 1e-32;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

function rowDot(matrix: Float64Array, row: number, vector: Float64Array): number {
  const offset = row * vector.length;
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += matrix[offset + i]! * vector[i]!;
  return sum;
}
