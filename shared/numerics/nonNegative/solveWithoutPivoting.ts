import { NormalEquation } from '../normalEquation';
import { countRatings, gainOf, type HalfIteration, weightOf } from './halfIteration';
import { ProjectedGradientSolver } from './projectedGradientSolver';

/** Computes the vector of a target whose equation has no single solution: one of them, as Spark does. */
export function solveWithoutPivoting(half: HalfIteration, target: number): void {
  const { width, sources, gram } = half;
  const { offsets, columns, values } = half.ratings;
  const equation = new NormalEquation(width);
  for (let entry = offsets[target]!; entry < offsets[target + 1]!; entry++) {
    const rating = values[entry]!;
    equation.add(sources, columns[entry]! * width, gainOf(half, rating), weightOf(half, rating));
  }
  const matrix = new Float64Array(width * width);
  equation.writeFull(half.regularization * countRatings(half, target), matrix);
  for (let i = 0; i < matrix.length; i++) matrix[i]! += gram[i]!;
  half.targets.set(new ProjectedGradientSolver(width).solve(matrix, equation.right), target * width);
}
