import { Problem } from './problem';
import { panelRows, Scratch } from './scratch';
import { addProducts } from './tile';

/**
 * Builds the rows and columns from `first` on of the equation over the candidates, of which there are `size`, from the
 * ratings `begin` to `end`:
 *
 *     A = G + sum of c_j s_j s_j^T + ridge I      b = sum of r_j s_j
 */
export function extendEquation(
  problem: Problem,
  scratch: Scratch,
  first: i32,
  size: i32,
  begin: i32,
  end: i32,
  ridge: f64,
): void {
  const width = problem.width;
  const rowBytes = <usize>width * 8;
  const panelBytes = <usize>size * 8;
  const matrix = scratch.matrix;
  const candidates = scratch.candidates;

  // Tiles on the diagonal reach below it.
  for (let a = 0; a < size; a++) {
    const gramRow = problem.gram + <usize>load<i32>(candidates + ((<usize>a) << 2)) * rowBytes;
    const row = matrix + <usize>a * rowBytes;
    for (let b = max(first, a & ~3); b < size; b++) {
      const component = <usize>load<i32>(candidates + ((<usize>b) << 2));
      store<f64>(row + ((<usize>b) << 3), load<f64>(gramRow + (component << 3)));
    }
  }
  memory.fill(scratch.right + ((<usize>first) << 3), 0, (<usize>(size - first)) << 3);

  for (let entry = begin; entry < end; entry += panelRows) {
    const rows = min(panelRows, end - entry);
    for (let j = 0; j < rows; j++) {
      const panel = scratch.panel + <usize>j * panelBytes;
      const source = sourceOf(problem, entry + j);
      if (first === 0 && size === width) promote(source, panel, panelBytes);
      else gather(source, candidates, panel, panelBytes);
      weigh(problem, scratch, entry + j, j, first, size);
    }
    for (let b = first; b < size; b += 4) {
      const right = scratch.weighted + ((<usize>b) << 3);
      for (let a = 0; a <= b; a += 4) {
        const tile = matrix + <usize>a * rowBytes + ((<usize>b) << 3);
        addProducts(tile, rowBytes, scratch.panel + ((<usize>a) << 3), right, panelBytes, rows);
      }
    }
  }
  for (let b = first; b < size; b++) {
    const diagonal = matrix + <usize>b * (rowBytes + 8);
    const value = load<f64>(diagonal) + ridge;
    store<f64>(diagonal, value);
    store<f64>(scratch.scale + ((<usize>b) << 3), Math.sqrt(value));
  }
}

/** Writes all components of a source as f64. */
function promote(source: usize, panel: usize, panelBytes: usize): void {
  for (let at: usize = 0; at < panelBytes; at += 16) {
    v128.store(panel + at, f64x2.promote_low_f32x4(v128.load64_zero(source + (at >> 1))));
  }
}

/** Writes the candidate components of a source as f64. */
function gather(source: usize, candidates: usize, panel: usize, panelBytes: usize): void {
  for (let at: usize = 0; at < panelBytes; at += 32) {
    const four = candidates + (at >> 1);
    const a = source + ((<usize>load<i32>(four)) << 2);
    const b = source + ((<usize>load<i32>(four, 4)) << 2);
    const c = source + ((<usize>load<i32>(four, 8)) << 2);
    const d = source + ((<usize>load<i32>(four, 12)) << 2);
    v128.store(panel + at, f64x2.promote_low_f32x4(v128.load_lane<f32>(b, v128.load32_zero(a), 1)));
    v128.store(panel + at, f64x2.promote_low_f32x4(v128.load_lane<f32>(d, v128.load32_zero(c), 1)), 16);
  }
}

/** Writes row j of the weighted panel, and adds it to b. */
function weigh(problem: Problem, scratch: Scratch, entry: i32, j: i32, first: i32, size: i32): void {
  const weight = f64x2.splat(weightOf(problem, entry));
  const gain = f64x2.splat(gainOf(problem, entry));
  const panel = scratch.panel + <usize>(j * size) * 8;
  const weighted = scratch.weighted + <usize>(j * size) * 8;
  const right = scratch.right;
  for (let at = (<usize>first) << 3; at < (<usize>size) << 3; at += 16) {
    const pair = v128.load(panel + at);
    v128.store(weighted + at, f64x2.mul(pair, weight));
    v128.store(right + at, f64x2.add(v128.load(right + at), f64x2.mul(pair, gain)));
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
