/** Sources that are summed as f32: the more, the less exact. */
export const panelRows: i32 = 32;
/** Sources that are held as f64 at a time for the Gram matrix. */
export const gramRows: i32 = 16;

/** The memory one thread works in: an equation A x = b, and its passive part. */
@unmanaged
export class Scratch {
  /** A byte a component: 1 if it is passive, that is free to be other than 0. */
  isPassive: usize;
  /** The passive components, ascending, as bytes from the first component of a vector of f64 (i32). */
  passive: usize;

  /** A (f64, upper triangle), b, the roots of A's diagonal, x and A x - b. Rows are `width` numbers apart. */
  matrix: usize;
  right: usize;
  scale: usize;
  solution: usize;
  gradient: usize;

  /** The passive part of A factorised, and of b and x. Rows are as far apart as there are passive components. */
  upper: usize;
  multipliers: usize;
  inverses: usize;
  passiveRight: usize;
  passiveSolution: usize;

  /** Sources times the roots of their weights (f32), with a row to fill up, or sources as they are (f64). */
  panel: usize;
  /** Their sum, times what b gains by each (f32). */
  sums: usize;
}

const headerBytes: usize = 128;

/** Bytes of a scratch for vectors of `width` numbers. */
export function scratchBytes(width: i32): usize {
  return headerBytes + (3 * width + 11 + gramRows) * width * 8;
}

/** Lays a scratch out from `address` on, a multiple of 16. */
export function layScratch(address: usize, width: i32): Scratch {
  const scratch = changetype<Scratch>(address);
  const vector = <usize>width * 8;
  const square = vector * width;
  let next = address + headerBytes;
  scratch.matrix = next;
  scratch.upper = next += square;
  scratch.multipliers = next += square;
  scratch.panel = next += square;
  scratch.sums = next += vector * (gramRows + 1);
  scratch.isPassive = next += vector;
  scratch.passive = next += vector;
  scratch.right = next += vector;
  scratch.scale = next += vector;
  scratch.solution = next += vector;
  scratch.gradient = next += vector;
  scratch.inverses = next += vector;
  scratch.passiveRight = next += vector;
  scratch.passiveSolution = next += vector;
  return scratch;
}
