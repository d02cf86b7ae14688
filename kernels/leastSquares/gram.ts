import { Problem } from './problem';
import { gramRows, Scratch } from './scratch';
import { addProducts } from './tile';

/** Columns of the Gram matrix that are computed in one go. */
export const stripColumns: i32 = 16;

/** Computes columns of the Gram matrix, the sum of s s^T over all sources, and what mirrors them. */
export function computeGramStrip(problem: Problem, scratch: Scratch, strip: i32): void {
  const width = problem.width;
  const rowBytes = (<usize>width) << 3;
  const begin = strip * stripColumns;
  const end = min(begin + stripColumns, width);
  for (let a = 0; a < end; a++) {
    memory.fill(problem.gram + <usize>a * rowBytes + ((<usize>begin) << 3), 0, (<usize>(end - begin)) << 3);
  }
  for (let source = 0; source < problem.sourceCount; source += gramRows) {
    const rows = min(gramRows, problem.sourceCount - source);
    for (let j = 0; j < rows; j++) {
      const from = problem.sources + <usize>(source + j) * ((<usize>width) << 2);
      const to = scratch.panel + <usize>j * rowBytes;
      for (let at: usize = 0; at < (<usize>end) << 3; at += 16) {
        v128.store(to + at, f64x2.promote_low_f32x4(v128.load64_zero(from + (at >> 1))));
      }
    }
    for (let b = begin; b < end; b += 4) {
      for (let a = 0; a <= b; a += 4) {
        const tile = problem.gram + <usize>a * rowBytes + ((<usize>b) << 3);
        addProducts(
          tile,
          rowBytes,
          scratch.panel + ((<usize>a) << 3),
          scratch.panel + ((<usize>b) << 3),
          rowBytes,
          rows,
        );
      }
    }
  }
  for (let a = 0; a < end; a++) {
    for (let b = max(a + 1, begin); b < end; b++) {
      const element = load<f64>(problem.gram + <usize>a * rowBytes + ((<usize>b) << 3));
      store<f64>(problem.gram + <usize>b * rowBytes + ((<usize>a) << 3), element);
    }
  }
}
