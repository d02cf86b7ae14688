/**
 * Shares out a whole number in proportion to weights, by largest remainders (Hamilton's method), every part `least` or
 * more. The parts sum to `total`, which must be `least` for each weight or more.
 */
export function apportion(total: number, weights: readonly number[], least: number): number[] {
  const spare = total - least * weights.length;
  const sum = weights.reduce((whole, weight) => whole + weight, 0);
  const exact = weights.map((weight) => (spare * weight) / sum);
  const parts = exact.map((part) => least + Math.floor(part));
  const left = total - parts.reduce((whole, part) => whole + part, 0);
  const byRemainder = exact.map((part, i) => ({ i, remainder: part % 1 })).sort((a, b) => b.remainder - a.remainder);
  for (const { i } of byRemainder.slice(0, left)) parts[i]!++;
  return parts;
}
