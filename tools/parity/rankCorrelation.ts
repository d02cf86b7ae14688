/**
 * Spearman's rank correlation: Pearson's of the ranks, in which equal values have the mean of theirs.
 *
 * @returns -1 to 1; NaN where either has but one value.
 */
export function rankCorrelation(one: Float64Array, other: Float64Array): number {
  const [a, b] = [ranks(one), ranks(other)];
  // Of 1 to n, however many are equal.
  const mean = (one.length + 1) / 2;
  let [product, squares, otherSquares] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += (a[i]! - mean) * (b[i]! - mean);
    squares += (a[i]! - mean) ** 2;
    otherSquares += (b[i]! - mean) ** 2;
  }
  return product / Math.sqrt(squares * otherSquares);
}

/** From 1 for the least; equal values have the mean of their ranks. */
function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, at) => at).sort((a, b) => compare(values[a]!, values[b]!));
  const result = new Float64Array(values.length);
  for (let first = 0, next = 0; first < order.length; first = next) {
    while (next < order.length && values[order[next]!] === values[order[first]!]) next++;
    for (let at = first; at < next; at++) result[order[at]!] = (first + 1 + next) / 2;
  }
  return result;
}

/** Not by subtraction: two infinities are equal. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
