/** One half of an iteration, as the embedder writes it to the memory. Addresses are in bytes. */
@unmanaged
export class Problem {
  regularization: f64;
  /** Confidence a unit of rating adds; unused in explicit feedback. */
  alpha: f64;
  isExplicit: i32;
  /** Length of a vector: a multiple of 4. */
  width: i32;
  sourceCount: i32;
  targetCount: i32;
  /** The ratings of target t are offsets[t] to offsets[t + 1] of columns (i32) and values (f32). */
  offsets: usize;
  columns: usize;
  values: usize;
  /** Vectors (f32); those of the targets are written. */
  sources: usize;
  targets: usize;
  /** The targets' vectors of the iteration before; 0 if there is none. */
  previous: usize;
  /** Sum of s s^T over all sources (f64, row by row); zeros in explicit feedback. */
  gram: usize;
  /** A byte a target: 1 once it is solved, 2 if its equation has no single solution. */
  outcomes: usize;
  /** Blocks the work is shared out in: the next one to take, how many there are, and how many threads are at it. */
  nextBlock: i32;
  blockCount: i32;
  /** What the blocks are of: 0 the Gram matrix, 1 the targets. */
  phase: i32;
  threadsAtWork: i32;
  /** Grows with each call to work; below 0, threads are to end. */
  turn: i32;
}

export const solved: u8 = 1;
export const failed: u8 = 2;
