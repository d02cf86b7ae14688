import { Scratch } from './scratch';
import { addProducts } from './tile';

/** What a pivot must be, of the element of A it comes from: less may be rounding, as A is summed as f32. */
const leastPivot: f64 = 1 / 1048576;

/**
 * Solves A x = b over the `count` passive components, by A = L D L^T.
 *
 * @returns whether A is positive definite; if not, x is not written.
 */
export function solvePassive(scratch: Scratch, count: i32, width: i32): bool {
  const size = (count + 3) & ~3;
  if (count === width) {
    memory.copy(scratch.upper, scratch.matrix, <usize>(width * width) * 8);
    memory.copy(scratch.passiveRight, scratch.right, <usize>width * 8);
  } else gather(scratch, count, size, (<usize>width) << 3);
  if (!factorize(scratch, size)) return false;
  substitute(scratch, count, size);
  return true;
}

/** Copies the passive part of A and b, and fills the last tile with rows of the identity. */
function gather(scratch: Scratch, count: i32, size: i32, stride: usize): void {
  const rowBytes = <usize>size * 8;
  const passive = scratch.passive;
  // Reads of what is right of the passive part are harmless: of any component, and then written over.
  for (let r = count; r < size; r++) store<i32>(passive + ((<usize>r) << 2), 0);
  for (let r = 0; r < size; r++) {
    const row = scratch.upper + <usize>r * rowBytes;
    const start = r & ~3;
    if (r >= count) {
      for (let c = start; c < size; c++) store<f64>(row + ((<usize>c) << 3), c === r ? 1 : 0);
      store<f64>(scratch.passiveRight + ((<usize>r) << 3), 0);
      continue;
    }
    const at = <usize>load<i32>(passive + ((<usize>r) << 2));
    const from = scratch.matrix + (at >> 3) * stride;
    let to = row + ((<usize>start) << 3);
    for (let c = passive + ((<usize>start) << 2); c < passive + (rowBytes >> 1); c += 16) {
      store<f64>(to, load<f64>(from + <usize>load<i32>(c)));
      store<f64>(to, load<f64>(from + <usize>load<i32>(c, 4)), 8);
      store<f64>(to, load<f64>(from + <usize>load<i32>(c, 8)), 16);
      store<f64>(to, load<f64>(from + <usize>load<i32>(c, 12)), 24);
      to += 32;
    }
    for (let c = start; c < r; c++) store<f64>(row + ((<usize>c) << 3), 0);
    for (let c = count; c < size; c++) store<f64>(row + ((<usize>c) << 3), 0);
    store<f64>(scratch.passiveRight + ((<usize>r) << 3), load<f64>(scratch.right + at));
  }
}

/**
 * Turns A into D L^T in place, four rows at a time; the multipliers are -L^T. Each element loses its products one row
 * after the other.
 */
function factorize(scratch: Scratch, size: i32): bool {
  const rowBytes = <usize>size * 8;
  const upper = scratch.upper;
  const multipliers = scratch.multipliers;
  for (let start: usize = 0; start < rowBytes; start += 32) {
    const block = upper + start * <usize>size;
    for (let r: usize = 0; r < 32; r += 8) {
      const diagonal = load<f64>(block + r * <usize>size + start + r);
      store<f64>(scratch.inverses + start + r, diagonal * leastPivot);
    }
    const rows = <i32>(start >> 3);
    for (let column = start; column < rowBytes; column += 32) {
      addProducts(block + column, rowBytes, multipliers + start, upper + column, rowBytes, rows);
    }
    if (
      !eliminate(
        block + start,
        multipliers + start * <usize>size + start,
        scratch.inverses + start,
        rowBytes - start,
        rowBytes,
      )
    )
      return false;
  }
  return true;
}

/**
 * Eliminates among four rows, and writes their multipliers.
 *
 * @param inverses the least that the pivots may be; their inverses are written here.
 * @param bytes of a row that are in use.
 */
function eliminate(row0: usize, to0: usize, inverses: usize, bytes: usize, rowBytes: usize): bool {
  const row1 = row0 + rowBytes;
  const row2 = row1 + rowBytes;
  const row3 = row2 + rowBytes;
  const to1 = to0 + rowBytes;
  const to2 = to1 + rowBytes;
  const to3 = to2 + rowBytes;

  const pivot0 = load<f64>(row0);
  const inverse0 = 1 / pivot0;
  const u01 = load<f64>(row0, 8);
  const u02 = load<f64>(row0, 16);
  const u03 = load<f64>(row0, 24);
  const m01 = u01 * -inverse0;
  const m02 = u02 * -inverse0;
  const m03 = u03 * -inverse0;
  const pivot1 = load<f64>(row1, 8) + m01 * u01;
  const inverse1 = 1 / pivot1;
  const u12 = load<f64>(row1, 16) + m01 * u02;
  const u13 = load<f64>(row1, 24) + m01 * u03;
  const m12 = u12 * -inverse1;
  const m13 = u13 * -inverse1;
  const pivot2 = load<f64>(row2, 16) + m02 * u02 + m12 * u12;
  const inverse2 = 1 / pivot2;
  const u23 = load<f64>(row2, 24) + m02 * u03 + m12 * u13;
  const m23 = u23 * -inverse2;
  const pivot3 = load<f64>(row3, 24) + m03 * u03 + m13 * u13 + m23 * u23;
  const inverse3 = 1 / pivot3;
  if (!(pivot0 > load<f64>(inverses) && pivot1 > load<f64>(inverses, 8))) return false;
  if (!(pivot2 > load<f64>(inverses, 16) && pivot3 > load<f64>(inverses, 24))) return false;
  store<f64>(inverses, inverse0);
  store<f64>(inverses, inverse1, 8);
  store<f64>(inverses, inverse2, 16);
  store<f64>(inverses, inverse3, 24);

  for (let c: usize = 0; c < bytes; c += 16) {
    const a = v128.load(row0 + c);
    let b = v128.load(row1 + c);
    let d = v128.load(row2 + c);
    let e = v128.load(row3 + c);
    b = f64x2.add(b, f64x2.mul(f64x2.splat(m01), a));
    d = f64x2.add(d, f64x2.mul(f64x2.splat(m02), a));
    d = f64x2.add(d, f64x2.mul(f64x2.splat(m12), b));
    e = f64x2.add(e, f64x2.mul(f64x2.splat(m03), a));
    e = f64x2.add(e, f64x2.mul(f64x2.splat(m13), b));
    e = f64x2.add(e, f64x2.mul(f64x2.splat(m23), d));
    v128.store(row1 + c, b);
    v128.store(row2 + c, d);
    v128.store(row3 + c, e);
    v128.store(to0 + c, f64x2.mul(a, f64x2.splat(-inverse0)));
    v128.store(to1 + c, f64x2.mul(b, f64x2.splat(-inverse1)));
    v128.store(to2 + c, f64x2.mul(d, f64x2.splat(-inverse2)));
    v128.store(to3 + c, f64x2.mul(e, f64x2.splat(-inverse3)));
  }
  return true;
}

/** Solves L z = b in place, then D L^T x = z. */
function substitute(scratch: Scratch, count: i32, size: i32): void {
  const rowBytes = <usize>size * 8;
  const right = scratch.passiveRight;
  const multipliers = scratch.multipliers;
  const x = scratch.passiveSolution;
  for (let j = 0; j < count; j++) {
    const row = multipliers + <usize>j * rowBytes;
    const value = load<f64>(right + ((<usize>j) << 3));
    const pair = (<usize>((j + 2) & ~1)) << 3;
    if (!(j & 1)) store<f64>(right + pair - 8, load<f64>(right + pair - 8) + load<f64>(row + pair - 8) * value);
    const factor = f64x2.splat(value);
    for (let c = pair; c < rowBytes; c += 16) {
      const product = f64x2.mul(v128.load(row + c), factor);
      v128.store(right + c, f64x2.add(v128.load(right + c), product));
    }
  }
  for (let end = rowBytes; end > 0; end -= 32) {
    const start = end - 32;
    const row0 = multipliers + start * <usize>size;
    const row1 = row0 + rowBytes;
    const row2 = row1 + rowBytes;
    const x3 = scaled(scratch, start + 24) + dotFrom(row2 + rowBytes, x, end, rowBytes);
    const x2 = scaled(scratch, start + 16) + dotFrom(row2, x, end, rowBytes) + load<f64>(row2 + start, 24) * x3;
    let x1 = scaled(scratch, start + 8) + dotFrom(row1, x, end, rowBytes) + load<f64>(row1 + start, 24) * x3;
    x1 += load<f64>(row1 + start, 16) * x2;
    let x0 = scaled(scratch, start) + dotFrom(row0, x, end, rowBytes) + load<f64>(row0 + start, 24) * x3;
    x0 = x0 + load<f64>(row0 + start, 16) * x2 + load<f64>(row0 + start, 8) * x1;
    v128.store(x + start, f64x2.replace_lane(f64x2.splat(x0), 1, x1));
    v128.store(x + start, f64x2.replace_lane(f64x2.splat(x2), 1, x3), 16);
  }
}

/** z / D at an offset. */
function scaled(scratch: Scratch, at: usize): f64 {
  return load<f64>(scratch.passiveRight + at) * load<f64>(scratch.inverses + at);
}

/** The product of what two rows have from `begin` to `end`, multiples of 32 bytes, in four sums. */
export function dotFrom(left: usize, right: usize, begin: usize, end: usize): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let c = begin; c < end; c += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(left + c), v128.load(right + c)));
    odd = f64x2.add(odd, f64x2.mul(v128.load(left + c, 16), v128.load(right + c, 16)));
  }
  const sums = f64x2.add(even, odd);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
