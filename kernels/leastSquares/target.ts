import { buildEquation } from './equation';
import { solveNonNegative } from './pivoting';
import { failed, Problem, solved } from './problem';
import { Scratch } from './scratch';

/** Computes the vector of a target; the search starts from what was above 0 the iteration before. */
export function solveTarget(problem: Problem, scratch: Scratch, target: i32): void {
  const width = <usize>problem.width;
  const begin = load<i32>(problem.offsets + ((<usize>target) << 2));
  const end = load<i32>(problem.offsets + ((<usize>target) << 2), 4);
  const vector = problem.targets + ((<usize>target * width) << 2);
  const outcome = problem.outcomes + <usize>target;
  memory.fill(vector, 0, width << 2);
  store<u8>(outcome, solved);
  const counted = countRatings(problem, begin, end);
  if (counted === 0) return;

  const previous = problem.previous + ((<usize>target * width) << 2);
  for (let i: usize = 0; i < width; i++) {
    store<u8>(scratch.isPassive + i, problem.previous ? <u8>(load<f32>(previous + (i << 2)) > 0) : 0);
  }
  const isBuilt = buildEquation(problem, scratch, begin, end, problem.regularization * <f64>counted);
  if (!isBuilt || !solveNonNegative(scratch, problem.width)) {
    store<u8>(outcome, failed);
    return;
  }
  for (let i: usize = 0; i < width; i++) {
    store<f32>(vector + (i << 2), <f32>load<f64>(scratch.solution + (i << 3)));
  }
}

/** The ratings lambda is scaled by. */
function countRatings(problem: Problem, begin: i32, end: i32): i32 {
  if (problem.isExplicit) return end - begin;
  let count = 0;
  for (let entry = begin; entry < end; entry++) if (load<f32>(problem.values + ((<usize>entry) << 2)) > 0) count++;
  return count;
}
