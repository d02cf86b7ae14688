/**
 * Adds products of the rows of a panel (f32) with themselves to a tile of 4 x 8 numbers (f64): out[a][b] += sum of
 * left[j][a] right[j][b]. The sum is one of f32, one j after the other from 0 on, and stays in registers. Rows are taken
 * two at a time: the last may be one of zeros after the panel's end.
 *
 * @param rowBytes from one row of `out` to the next; half of it is from one row of the panel to the next.
 * @param left the tile's rows in the first row of the panel.
 * @param right the tile's columns there.
 * @param end of the panel.
 */
export function addWideTile(out: usize, rowBytes: usize, left: usize, right: usize, end: usize): void {
  const stride = rowBytes >> 1;
  let a0 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  while (left < end) {
    let a = v128.load(right);
    let b = v128.load(right, 16);
    let row = v128.load32_splat(left);
    a0 = f32x4.add(a0, f32x4.mul(row, a));
    b0 = f32x4.add(b0, f32x4.mul(row, b));
    row = v128.load32_splat(left, 4);
    a1 = f32x4.add(a1, f32x4.mul(row, a));
    b1 = f32x4.add(b1, f32x4.mul(row, b));
    row = v128.load32_splat(left, 8);
    a2 = f32x4.add(a2, f32x4.mul(row, a));
    b2 = f32x4.add(b2, f32x4.mul(row, b));
    row = v128.load32_splat(left, 12);
    a3 = f32x4.add(a3, f32x4.mul(row, a));
    b3 = f32x4.add(b3, f32x4.mul(row, b));
    left += stride;
    right += stride;
    a = v128.load(right);
    b = v128.load(right, 16);
    row = v128.load32_splat(left);
    a0 = f32x4.add(a0, f32x4.mul(row, a));
    b0 = f32x4.add(b0, f32x4.mul(row, b));
    row = v128.load32_splat(left, 4);
    a1 = f32x4.add(a1, f32x4.mul(row, a));
    b1 = f32x4.add(b1, f32x4.mul(row, b));
    row = v128.load32_splat(left, 8);
    a2 = f32x4.add(a2, f32x4.mul(row, a));
    b2 = f32x4.add(b2, f32x4.mul(row, b));
    row = v128.load32_splat(left, 12);
    a3 = f32x4.add(a3, f32x4.mul(row, a));
    b3 = f32x4.add(b3, f32x4.mul(row, b));
    left += stride;
    right += stride;
  }
  addPromoted(out, a0);
  addPromoted(out + 32, b0);
  out += rowBytes;
  addPromoted(out, a1);
  addPromoted(out + 32, b1);
  out += rowBytes;
  addPromoted(out, a2);
  addPromoted(out + 32, b2);
  out += rowBytes;
  addPromoted(out, a3);
  addPromoted(out + 32, b3);
}

/** The same for a tile of 4 x 4. */
export function addNarrowTile(out: usize, rowBytes: usize, left: usize, right: usize, end: usize): void {
  const stride = rowBytes >> 1;
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  while (left < end) {
    const a = v128.load(right);
    a0 = f32x4.add(a0, f32x4.mul(v128.load32_splat(left), a));
    a1 = f32x4.add(a1, f32x4.mul(v128.load32_splat(left, 4), a));
    a2 = f32x4.add(a2, f32x4.mul(v128.load32_splat(left, 8), a));
    a3 = f32x4.add(a3, f32x4.mul(v128.load32_splat(left, 12), a));
    left += stride;
    right += stride;
  }
  addPromoted(out, a0);
  addPromoted(out + rowBytes, a1);
  addPromoted(out + 2 * rowBytes, a2);
  addPromoted(out + 3 * rowBytes, a3);
}

/** Adds four f32 to the four f64 at `to`. */
export function addPromoted(to: usize, four: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(four)));
  const high = v128.shuffle<i64>(four, four, 1, 0);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
}
