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
    for (let j = 0; j < rows; j++) gatherSource(problem, scratch, entry + j, j, first, size);
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

/** Writes the source of a rating to row j of the panels, and adds it to b. */
function gatherSource(problem: Problem, scratch: Scratch, entry: i32, j: i32, first: i32, size: i32): void {
  const source = sourceOf(problem, entry);
  const weight = weightOf(problem, entry);
  const gain = gainOf(problem, entry);
  const candidates = scratch.candidates;
  const right = scratch.right;
  const panel = scratch.panel + <usize>(j * size) * 8;
  const weighted = scratch.weighted + <usize>(j * size) * 8;
  for (let a = 0; a < first; a++) {
    const value = <f64>load<f32>(source + ((<usize>load<i32>(candidates + ((<usize>a) << 2))) << 2));
    store<f64>(panel + ((<usize>a) << 3), value);
  }
  for (let b = <usize>first; b < <usize>size; b++) {
    const value = <f64>load<f32>(source + ((<usize>load<i32>(candidates + (b << 2))) << 2));
    store<f64>(panel + (b << 3), value);
    store<f64>(weighted + (b << 3), weight * value);
    store<f64>(right + (b << 3), load<f64>(right + (b << 3)) + gain * value);
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
