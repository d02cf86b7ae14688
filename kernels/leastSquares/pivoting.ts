import { solvePassive } from './passiveSystem';
import { Scratch } from './scratch';

/** What A x - b may fall short of 0 by, of the size of what cancels out in it. */
const tolerance: f64 = 1e-12;
/** Exchanges of all violators at once that need not lower their number. */
const fullPatience: i32 = 3;

/**
 * Minimises x^T A x / 2 - b^T x over x >= 0 for the `size` candidates by block principal pivoting (Kim and Park, 2011),
 * from the passive candidates as they are marked. Bit for bit what `blockPivoting.ts` computes.
 *
 * @param stride bytes from one row of A to the next.
 * @returns whether it was solved; else A is not positive definite, or rounding hides the way.
 */
export function solveNonNegative(scratch: Scratch, size: i32, stride: usize): bool {
  let fewest = size + 1;
  let patience = fullPatience;
  for (let round = 5 * size + 20; round > 0; round--) {
    const count = listPassive(scratch, size);
    if (!solvePassive(scratch, count, stride)) return false;
    const bound = spreadSolution(scratch, count) * tolerance;
    addGradient(scratch, count, size - count, stride);

    let violators = 0;
    let last = 0;
    for (let i = 0; i < size; i++) {
      if (!isViolated(scratch, i, bound)) continue;
      violators++;
      last = i;
    }
    if (violators === 0) return true;
    let first = 0;
    if (violators < fewest) {
      fewest = violators;
      patience = fullPatience;
    } else if (patience > 0) patience--;
    else first = last;
    for (let i = first; i <= last; i++) {
      if (!isViolated(scratch, i, bound)) continue;
      const flag = scratch.isPassive + <usize>i;
      store<u8>(flag, 1 - load<u8>(flag));
    }
  }
  return false;
}

/** Sorts the candidates into passive and active ones. */
function listPassive(scratch: Scratch, size: i32): i32 {
  let passive = scratch.passive;
  let active = scratch.active;
  for (let i = 0; i < size; i++) {
    if (load<u8>(scratch.isPassive + <usize>i)) {
      store<i32>(passive, i);
      passive += 4;
    } else {
      store<i32>(active, i);
      active += 4;
    }
  }
  return <i32>((passive - scratch.passive) >> 2);
}

/** Writes x of all candidates; returns the sum of |x_i| sqrt(A_ii), which times sqrt(A_gg) is above (A x)_g. */
function spreadSolution(scratch: Scratch, count: i32): f64 {
  let sum: f64 = 0;
  for (let f = 0; f < count; f++) {
    const position = (<usize>load<i32>(scratch.passive + ((<usize>f) << 2))) << 3;
    const value = load<f64>(scratch.passiveSolution + ((<usize>f) << 3));
    store<f64>(scratch.solution + position, value);
    sum += Math.abs(value) * load<f64>(scratch.scale + position);
  }
  return sum;
}

/** Writes A x - b of the active candidates, and x, which is 0. */
function addGradient(scratch: Scratch, count: i32, activeCount: i32, stride: usize): void {
  const gradient = scratch.gradient;
  for (let g = 0; g < activeCount; g++) {
    const at = <usize>load<i32>(scratch.active + ((<usize>g) << 2));
    store<f64>(scratch.solution + (at << 3), 0);
    let sum: f64 = 0;
    for (let f = 0; f < count; f++) {
      const position = <usize>load<i32>(scratch.passive + ((<usize>f) << 2));
      const element = scratch.matrix + min(at, position) * stride + (max(at, position) << 3);
      sum += load<f64>(element) * load<f64>(scratch.passiveSolution + ((<usize>f) << 3));
    }
    store<f64>(gradient + (at << 3), sum - load<f64>(scratch.right + (at << 3)));
  }
}

/** Whether a candidate breaks a condition of the optimum: a passive one below 0, an active one that x_i > 0 improves. */
function isViolated(scratch: Scratch, i: i32, bound: f64): bool {
  const at = (<usize>i) << 3;
  if (load<u8>(scratch.isPassive + <usize>i)) return load<f64>(scratch.solution + at) < 0;
  return load<f64>(scratch.gradient + at) < -bound * load<f64>(scratch.scale + at);
}
