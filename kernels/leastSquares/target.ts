import { extendEquation, gainOf, sourceOf, weightOf } from './equation';
import { solveNonNegative } from './pivoting';
import { failed, Problem, solved } from './problem';
import { Scratch } from './scratch';

/**
 * Computes the vector of a target. Only some components are candidates to be other than 0, those that are so in its
 * vector of the iteration before first of all; where another one would improve it, that one is a candidate too.
 */
export function solveTarget(problem: Problem, scratch: Scratch, target: i32): void {
  const width = problem.width;
  const begin = load<i32>(problem.offsets + ((<usize>target) << 2));
  const end = load<i32>(problem.offsets + ((<usize>target) << 2), 4);
  const to = problem.targets + <usize>target * ((<usize>width) << 2);
  const outcome = problem.outcomes + <usize>target;
  memory.fill(to, 0, (<usize>width) << 2);
  store<u8>(outcome, solved);
  const counted = countRatings(problem, begin, end);
  if (counted === 0) return;

  const rowBytes = (<usize>width) << 3;
  const ridge = problem.regularization * <f64>counted;
  let size = chooseCandidates(problem, scratch, target);
  let first = 0;
  for (;;) {
    extendEquation(problem, scratch, first, size, begin, end, ridge);
    if (!solveNonNegative(scratch, size, rowBytes)) {
      store<u8>(outcome, failed);
      return;
    }
    if (size === width) break;
    first = size;
    size = addCandidates(problem, scratch, size, begin, end);
    if (size === first) break;
  }
  for (let i = 0; i < size; i++) {
    const component = <usize>load<i32>(scratch.candidates + ((<usize>i) << 2));
    store<f32>(to + (component << 2), <f32>load<f64>(scratch.solution + ((<usize>i) << 3)));
  }
}

/** The ratings lambda is scaled by. */
function countRatings(problem: Problem, begin: i32, end: i32): i32 {
  if (problem.isExplicit) return end - begin;
  let count = 0;
  for (let entry = begin; entry < end; entry++) if (load<f32>(problem.values + ((<usize>entry) << 2)) > 0) count++;
  return count;
}

/** Marks the components above 0 before as passive candidates; all are candidates where that saves little. */
function chooseCandidates(problem: Problem, scratch: Scratch, target: i32): i32 {
  const width = problem.width;
  const previous = problem.previous + <usize>target * ((<usize>width) << 2);
  memory.fill(scratch.isCandidate, 0, width);
  memory.fill(scratch.isPassive, 0, width);
  let size = 0;
  if (problem.previous) {
    for (let i = 0; i < width; i++)
      if (load<f32>(previous + ((<usize>i) << 2)) > 0) size = addCandidate(scratch, i, size);
  }
  if (size > 0 && width > 16 && size * 4 <= width * 3) {
    memory.fill(scratch.isPassive, 1, size);
    return fillTile(scratch, size);
  }
  for (let i = 0; i < width; i++) {
    store<i32>(scratch.candidates + ((<usize>i) << 2), i);
    if (size > 0) store<u8>(scratch.isPassive + <usize>i, load<u8>(scratch.isCandidate + <usize>i));
  }
  return width;
}

function addCandidate(scratch: Scratch, component: i32, size: i32): i32 {
  store<i32>(scratch.candidates + ((<usize>size) << 2), component);
  store<u8>(scratch.isCandidate + <usize>component, 1);
  return size + 1;
}

/** Makes the number of candidates a multiple of 4. */
function fillTile(scratch: Scratch, size: i32): i32 {
  for (let i = 0; size & 3; i++) if (!load<u8>(scratch.isCandidate + <usize>i)) size = addCandidate(scratch, i, size);
  return size;
}

/** Makes candidates of the components whose gradient is below 0, and marks them passive. */
function addCandidates(problem: Problem, scratch: Scratch, size: i32, begin: i32, end: i32): i32 {
  computeSlope(problem, scratch, size, begin, end);
  const width = problem.width;
  const first = size;
  for (let i = 0; i < width; i++) {
    if (load<u8>(scratch.isCandidate + <usize>i)) continue;
    if (load<f64>(scratch.slope + ((<usize>i) << 3)) < 0) size = addCandidate(scratch, i, size);
  }
  memory.fill(scratch.isPassive + <usize>first, 1, size - first);
  const filled = fillTile(scratch, size);
  memory.fill(scratch.isPassive + <usize>size, 0, filled - size);
  return filled;
}

/** The gradient of components that are no candidates, G x + sum of (c_j s_j.x - r_j) s_j. */
function computeSlope(problem: Problem, scratch: Scratch, size: i32, begin: i32, end: i32): void {
  const bytes = (<usize>problem.width) << 3;
  const x = scratch.vector;
  const slope = scratch.slope;
  memory.fill(x, 0, bytes);
  memory.fill(slope, 0, bytes);
  for (let i = 0; i < size; i++) {
    const value = load<f64>(scratch.solution + ((<usize>i) << 3));
    if (value === 0) continue;
    const component = <usize>load<i32>(scratch.candidates + ((<usize>i) << 2));
    store<f64>(x + (component << 3), value);
    const row = problem.gram + component * bytes;
    const factor = f64x2.splat(value);
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(slope + at, f64x2.add(v128.load(slope + at), f64x2.mul(v128.load(row + at), factor)));
    }
  }
  for (let entry = begin; entry < end; entry++) {
    const source = sourceOf(problem, entry);
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    for (let at: usize = 0; at < bytes; at += 32) {
      const low = f64x2.promote_low_f32x4(v128.load64_zero(source + (at >> 1)));
      const high = f64x2.promote_low_f32x4(v128.load64_zero(source + (at >> 1), 8));
      even = f64x2.add(even, f64x2.mul(low, v128.load(x + at)));
      odd = f64x2.add(odd, f64x2.mul(high, v128.load(x + at, 16)));
    }
    const sums = f64x2.add(even, odd);
    const product = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    const factor = f64x2.splat(weightOf(problem, entry) * product - gainOf(problem, entry));
    for (let at: usize = 0; at < bytes; at += 16) {
      const part = f64x2.promote_low_f32x4(v128.load64_zero(source + (at >> 1)));
      v128.store(slope + at, f64x2.add(v128.load(slope + at), f64x2.mul(part, factor)));
    }
  }
}
