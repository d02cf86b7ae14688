import { addNarrowTile, addPromoted, addWideTile } from './panelTile';
import { Problem } from './problem';
import { panelRows, Scratch } from './scratch';

const cacheLineBytes: usize = 64;

/**
 * Builds the equation of a target from its ratings `begin` to `end`:
 *
 *     A = G + sum of c_j s_j s_j^T + ridge I      b = sum of r_j s_j
 *
 * The sums are of f32 within a panel of sources, and of f64 over the panels.
 *
 * @returns whether all is finite; else f32 was too small for it.
 */
export function buildEquation(problem: Problem, scratch: Scratch, begin: i32, end: i32, ridge: f64): bool {
  const width = <usize>problem.width;
  memory.copy(scratch.matrix, problem.gram, width * width * 8);
  memory.fill(scratch.right, 0, width * 8);
  for (let entry = begin; entry < end; entry += panelRows) {
    const rows = min(panelRows, end - entry);
    fillPanel(problem, scratch, entry, rows);
    addPanel(scratch, problem.width, rows);
  }
  let allFinite = true;
  for (let i: usize = 0; i < width; i++) {
    const row = scratch.matrix + i * width * 8;
    // What is read of rows goes from a multiple of 4 on.
    for (let below = i & ~3; below < i; below++) store<f64>(row + below * 8, 0);
    const diagonal = load<f64>(row + i * 8) + ridge;
    store<f64>(row + i * 8, diagonal);
    store<f64>(scratch.scale + i * 8, Math.sqrt(diagonal));
    if (!(diagonal < Infinity && Math.abs(load<f64>(scratch.right + i * 8)) < Infinity)) allFinite = false;
  }
  return allFinite;
}

/** Copies the sources of some ratings times the roots of their weights, with rows of zeros to fill up; adds b up. */
function fillPanel(problem: Problem, scratch: Scratch, entry: i32, rows: i32): void {
  const bytes = (<usize>problem.width) << 2;
  const sums = scratch.sums;
  touchSources(problem, scratch, entry, rows);
  memory.fill(sums, 0, bytes);
  let panel = scratch.panel;
  for (let j = entry; j < entry + rows; j++) {
    const source = sourceOf(problem, j);
    const root = f32x4.splat(<f32>Math.sqrt(weightOf(problem, j)));
    const gain = f32x4.splat(<f32>gainOf(problem, j));
    for (let at: usize = 0; at < bytes; at += 16) {
      const four = v128.load(source + at);
      v128.store(panel + at, f32x4.mul(four, root));
      v128.store(sums + at, f32x4.add(v128.load(sums + at), f32x4.mul(four, gain)));
    }
    panel += bytes;
  }
  memory.fill(panel, 0, bytes);
  for (let at: usize = 0; at < bytes; at += 16) addPromoted(scratch.right + 2 * at, v128.load(sums + at));
}

/**
 * Reads a number of each cache line of some ratings' sources. Sources are all over the memory: waiting for many of them
 * at once takes a fraction of the time of waiting for each where it is needed.
 */
function touchSources(problem: Problem, scratch: Scratch, entry: i32, rows: i32): void {
  const bytes = (<usize>problem.width) << 2;
  let sum = 0;
  for (let j = entry; j < entry + rows; j++) {
    const source = sourceOf(problem, j);
    for (let at: usize = 0; at < bytes; at += cacheLineBytes) sum += load<i32>(source + at);
  }
  // So that no compiler leaves the reads out.
  store<i32>(scratch.sums, sum);
}

/** Adds a panel's products to the upper triangle of A, and to what else is in a tile with it. */
function addPanel(scratch: Scratch, width: i32, rows: i32): void {
  const rowBytes = (<usize>width) << 3;
  const end = scratch.panel + <usize>rows * (rowBytes >> 1);
  for (let b: usize = 0; b < rowBytes; b += 64) {
    const isWide = b + 64 <= rowBytes;
    const last = isWide ? b + 32 : b;
    for (let a: usize = 0; a <= last; a += 32) {
      const tile = scratch.matrix + a * <usize>width + b;
      const left = scratch.panel + (a >> 1);
      const right = scratch.panel + (b >> 1);
      if (isWide) addWideTile(tile, rowBytes, left, right, end);
      else addNarrowTile(tile, rowBytes, left, right, end);
    }
  }
}

export function sourceOf(problem: Problem, entry: i32): usize {
  const column = load<i32>(problem.columns + ((<usize>entry) << 2));
  return problem.sources + <usize>column * ((<usize>problem.width) << 2);
}

/** c_j: what s_j s_j^T is weighted with. */
export function weightOf(problem: Problem, entry: i32): f64 {
  if (problem.isExplicit) return 1;
  return problem.alpha * Math.abs(<f64>load<f32>(problem.values + ((<usize>entry) << 2)));
}

/** r_j: what b gains, in units of s_j. */
export function gainOf(problem: Problem, entry: i32): f64 {
  const rating = <f64>load<f32>(problem.values + ((<usize>entry) << 2));
  if (problem.isExplicit) return rating;
  return rating > 0 ? 1 + problem.alpha * rating : 0;
}
