/**
 * Adds products of two matrices of `count` rows to a tile of 4 x 4 numbers: out[a][b] += sum of left[j][a] right[j][b],
 * one j after the other, so that the sum is bit for bit that of a plain loop. The tile stays in registers meanwhile.
 *
 * @param outStride bytes from one row of `out` to the next.
 * @param stride the same of `left` and `right`.
 */
export function addProducts(out: usize, outStride: usize, left: usize, right: usize, stride: usize, count: i32): void {
  const out1 = out + outStride;
  const out2 = out1 + outStride;
  const out3 = out2 + outStride;
  let a0 = v128.load(out);
  let b0 = v128.load(out, 16);
  let a1 = v128.load(out1);
  let b1 = v128.load(out1, 16);
  let a2 = v128.load(out2);
  let b2 = v128.load(out2, 16);
  let a3 = v128.load(out3);
  let b3 = v128.load(out3, 16);
  for (; count > 0; count--) {
    const a = v128.load(right);
    const b = v128.load(right, 16);
    const row0 = v128.load64_splat(left);
    a0 = f64x2.add(a0, f64x2.mul(row0, a));
    b0 = f64x2.add(b0, f64x2.mul(row0, b));
    const row1 = v128.load64_splat(left, 8);
    a1 = f64x2.add(a1, f64x2.mul(row1, a));
    b1 = f64x2.add(b1, f64x2.mul(row1, b));
    const row2 = v128.load64_splat(left, 16);
    a2 = f64x2.add(a2, f64x2.mul(row2, a));
    b2 = f64x2.add(b2, f64x2.mul(row2, b));
    const row3 = v128.load64_splat(left, 24);
    a3 = f64x2.add(a3, f64x2.mul(row3, a));
    b3 = f64x2.add(b3, f64x2.mul(row3, b));
    left += stride;
    right += stride;
  }
  v128.store(out, a0);
  v128.store(out, b0, 16);
  v128.store(out1, a1);
  v128.store(out1, b1, 16);
  v128.store(out2, a2);
  v128.store(out2, b2, 16);
  v128.store(out3, a3);
  v128.store(out3, b3, 16);
}
