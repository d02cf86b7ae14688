import { dotFrom, solvePassive } from './passiveSystem';
import { Scratch } from './scratch';

/** What A x - b may fall short of 0 by, of the size of what cancels out in it. */
const tolerance: f64 = 1e-12;
/** Exchanges of all violators at once that need not lower their number. */
const fullPatience: i32 = 3;

/**
 * Minimises x^T A x / 2 - b^T x over x >= 0 by block principal pivoting (Kim and Park, 2011), from the passive
 * components as they are marked. Bit for bit what `blockPivoting.ts` computes.
 *
 * @returns whether it was solved; else A is not positive definite, or rounding hides the way.
 */
export function solveNonNegative(scratch: Scratch, width: i32): bool {
  let fewest = width + 1;
  let patience = fullPatience;
  for (let round = 5 * width + 20; round > 0; round--) {
    const count = listPassive(scratch, width);
    if (!solvePassive(scratch, count, width)) return false;
    const bound = spreadSolution(scratch, count, width) * tolerance;
    if (count < width) computeGradient(scratch, width);

    let violators = 0;
    let last = 0;
    for (let i = 0; i < width; i++) {
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

function listPassive(scratch: Scratch, width: i32): i32 {
  let next = scratch.passive;
  for (let i = 0; i < width; i++) {
    store<i32>(next, i << 3);
    next += (<usize>load<u8>(scratch.isPassive + <usize>i)) << 2;
  }
  return <i32>((next - scratch.passive) >> 2);
}

/** Writes x of all components; returns the sum of |x_i| sqrt(A_ii), which times sqrt(A_gg) is above (A x)_g. */
function spreadSolution(scratch: Scratch, count: i32, width: i32): f64 {
  memory.fill(scratch.solution, 0, (<usize>width) << 3);
  let sum: f64 = 0;
  for (let f: usize = 0; f < <usize>count; f++) {
    const at = <usize>load<i32>(scratch.passive + (f << 2));
    const value = load<f64>(scratch.passiveSolution + (f << 3));
    store<f64>(scratch.solution + at, value);
    sum += Math.abs(value) * load<f64>(scratch.scale + at);
  }
  return sum;
}

/** Writes A x - b of the components that are not passive. */
function computeGradient(scratch: Scratch, width: i32): void {
  const rowBytes = (<usize>width) << 3;
  const gradient = scratch.gradient;
  const x = scratch.solution;
  memory.fill(gradient, 0, rowBytes);
  for (let i: usize = 0; i < <usize>width; i++) {
    const at = i << 3;
    const row = scratch.matrix + i * rowBytes;
    const first = at & ~31;
    if (load<u8>(scratch.isPassive + i)) {
      const factor = f64x2.splat(load<f64>(x + at));
      for (let c = first; c < rowBytes; c += 32) {
        v128.store(gradient + c, f64x2.add(v128.load(gradient + c), f64x2.mul(v128.load(row + c), factor)));
        const product = f64x2.mul(v128.load(row + c, 16), factor);
        v128.store(gradient + c, f64x2.add(v128.load(gradient + c, 16), product), 16);
      }
    } else {
      const sum = dotFrom(row, x, first, rowBytes);
      store<f64>(gradient + at, load<f64>(gradient + at) + sum - load<f64>(scratch.right + at));
    }
  }
}

/** Whether a component breaks a condition of the optimum: a passive one below 0, another one that x_i > 0 improves. */
function isViolated(scratch: Scratch, i: i32, bound: f64): bool {
  const at = (<usize>i) << 3;
  if (load<u8>(scratch.isPassive + <usize>i)) return load<f64>(scratch.solution + at) < 0;
  return load<f64>(scratch.gradient + at) < -bound * load<f64>(scratch.scale + at);
}
