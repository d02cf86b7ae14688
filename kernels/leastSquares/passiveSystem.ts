import { Scratch } from './scratch';
import { addProducts } from './tile';

/** What a pivot must be, of the element of A it comes from and for each row: less is rounding. */
const leastPivot: f64 = 2.220446049250313e-16;

/**
 * Solves A x = b over the `count` passive candidates, by A = L D L^T.
 *
 * @param stride bytes from one row of A to the next.
 * @returns whether A is positive definite; if not, x is not written.
 */
export function solvePassive(scratch: Scratch, count: i32, stride: usize): bool {
  const size = (count + 3) & ~3;
  gather(scratch, count, size, stride);
  if (!factorize(scratch, count, size)) return false;
  substitute(scratch, count, size);
  return true;
}

/** Copies the passive part of A and b, and fills the last tile with rows of the identity. */
function gather(scratch: Scratch, count: i32, size: i32, stride: usize): void {
  const rowBytes = <usize>size * 8;
  const passive = scratch.passive;
  for (let r = 0; r < size; r++) {
    const row = scratch.upper + <usize>r * rowBytes;
    if (r >= count) {
      for (let c = r & ~3; c < size; c++) store<f64>(row + ((<usize>c) << 3), c === r ? 1 : 0);
      store<f64>(scratch.passiveRight + ((<usize>r) << 3), 0);
      continue;
    }
    const position = <usize>load<i32>(passive + ((<usize>r) << 2));
    const from = scratch.matrix + position * stride;
    for (let c = r & ~3; c < r; c++) store<f64>(row + ((<usize>c) << 3), 0);
    for (let c = r; c < count; c++) {
      const column = <usize>load<i32>(passive + ((<usize>c) << 2));
      store<f64>(row + ((<usize>c) << 3), load<f64>(from + (column << 3)));
    }
    for (let c = count; c < size; c++) store<f64>(row + ((<usize>c) << 3), 0);
    store<f64>(scratch.passiveRight + ((<usize>r) << 3), load<f64>(scratch.right + (position << 3)));
  }
}

/**
 * Turns A into D L^T in place, four rows at a time; the multipliers are -L^T. Each element loses its products one row
 * after the other.
 */
function factorize(scratch: Scratch, count: i32, size: i32): bool {
  const rowBytes = <usize>size * 8;
  const upper = scratch.upper;
  const multipliers = scratch.multipliers;
  const tolerance = leastPivot * <f64>count;
  for (let start = 0; start < size; start += 4) {
    const block = upper + <usize>start * rowBytes;
    for (let r = start; r < start + 4; r++) {
      const diagonal = upper + <usize>r * (rowBytes + 8);
      store<f64>(scratch.inverses + ((<usize>r) << 3), load<f64>(diagonal) * tolerance);
    }
    for (let column = start; column < size; column += 4) {
      const offset = (<usize>column) << 3;
      addProducts(block + offset, rowBytes, multipliers + ((<usize>start) << 3), upper + offset, rowBytes, start);
    }
    for (let r = start; r < start + 4; r++) {
      const row = upper + <usize>r * rowBytes;
      for (let j = start; j < r; j++) {
        const multiplier = f64x2.splat(load<f64>(multipliers + <usize>j * rowBytes + ((<usize>r) << 3)));
        const above = upper + <usize>j * rowBytes;
        for (let c = (<usize>start) << 3; c < rowBytes; c += 16) {
          const product = f64x2.mul(multiplier, v128.load(above + c));
          v128.store(row + c, f64x2.add(v128.load(row + c), product));
        }
      }
      const inverse = scratch.inverses + ((<usize>r) << 3);
      const pivot = load<f64>(row + ((<usize>r) << 3));
      if (!(pivot > load<f64>(inverse))) return false;
      store<f64>(inverse, 1 / pivot);
      const negative = f64x2.splat(-1 / pivot);
      const to = multipliers + <usize>r * rowBytes;
      for (let c = (<usize>start) << 3; c < rowBytes; c += 16) {
        v128.store(to + c, f64x2.mul(v128.load(row + c), negative));
      }
    }
  }
  return true;
}

/** Solves L z = b in place, then D L^T x = z. */
function substitute(scratch: Scratch, count: i32, size: i32): void {
  const rowBytes = <usize>size * 8;
  const right = scratch.passiveRight;
  const x = scratch.passiveSolution;
  for (let j = 0; j < count; j++) {
    const row = scratch.multipliers + <usize>j * rowBytes;
    const value = load<f64>(right + ((<usize>j) << 3));
    const pair = (<usize>((j + 2) & ~1)) << 3;
    if (!(j & 1)) store<f64>(right + pair - 8, load<f64>(right + pair - 8) + load<f64>(row + pair - 8) * value);
    const factor = f64x2.splat(value);
    for (let c = pair; c < rowBytes; c += 16) {
      const product = f64x2.mul(v128.load(row + c), factor);
      v128.store(right + c, f64x2.add(v128.load(right + c), product));
    }
  }
  memory.fill(x, 0, rowBytes);
  for (let r = count - 1; r >= 0; r--) {
    const row = scratch.multipliers + <usize>r * rowBytes;
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    for (let c = (<usize>(r & ~3)) << 3; c < rowBytes; c += 32) {
      even = f64x2.add(even, f64x2.mul(v128.load(row + c), v128.load(x + c)));
      odd = f64x2.add(odd, f64x2.mul(v128.load(row + c, 16), v128.load(x + c, 16)));
    }
    const sums = f64x2.add(even, odd);
    const rest = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    const at = (<usize>r) << 3;
    store<f64>(x + at, load<f64>(right + at) * load<f64>(scratch.inverses + at) + rest);
  }
}
