/** Rows of sources that are held as f64 at a time. */
export const panelRows: i32 = 16;

/** The memory one thread works in: an equation A x = b over the candidate components of a vector. */
@unmanaged
export class Scratch {
  /** Components that may be other than 0 (i32): the equation is over these, in this order. */
  candidates: usize;
  /** A byte a component: 1 if it is a candidate. */
  isCandidate: usize;
  /** A byte a candidate: 1 if it is free to be other than 0. */
  isPassive: usize;
  /** Positions among the candidates (i32), ascending: of the passive ones, and of the others. */
  passive: usize;
  active: usize;

  /** A (f64, upper triangle), b, the roots of A's diagonal, x and A x - b. Rows are `width` numbers apart. */
  matrix: usize;
  right: usize;
  scale: usize;
  solution: usize;
  gradient: usize;

  /** The passive part of A factorised, and of b and x. Rows are as far apart as there are passive candidates. */
  upper: usize;
  multipliers: usize;
  inverses: usize;
  passiveRight: usize;
  passiveSolution: usize;

  /** Some sources as f64, and the same times their weights. */
  panel: usize;
  weighted: usize;

  /** x and the gradient over all components (f64). */
  vector: usize;
  slope: usize;
}

const headerBytes: usize = 128;

/** Bytes of a scratch for vectors of `width` numbers. */
export function scratchBytes(width: i32): usize {
  return headerBytes + (3 * width + 14 + 2 * panelRows) * width * 8;
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
  scratch.weighted = next += vector * panelRows;
  scratch.candidates = next += vector * panelRows;
  scratch.isCandidate = next += vector;
  scratch.isPassive = next += vector;
  scratch.passive = next += vector;
  scratch.active = next += vector;
  scratch.right = next += vector;
  scratch.scale = next += vector;
  scratch.solution = next += vector;
  scratch.gradient = next += vector;
  scratch.inverses = next += vector;
  scratch.passiveRight = next += vector;
  scratch.passiveSolution = next += vector;
  scratch.vector = next += vector;
  scratch.slope = next += vector;
  return scratch;
}
