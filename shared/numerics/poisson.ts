/**
 * Natural logarithm of the chance that a Poisson count of mean `mean` is at least `count`:
 *
 *     P(N >= n) = e^-m m^n / n! (1 + m / (n + 1) + m^2 / ((n + 1)(n + 2)) + …)
 *
 * @param count 0 and up, a whole number.
 * @param mean above 0.
 */
export function logPoissonTail(count: number, mean: number): number {
  if (count === 0) return 0;
  let logFirst = -mean + count * Math.log(mean);
  for (let k = 2; k <= count; k++) logFirst -= Math.log(k);
  let [sum, term] = [1, 1];
  // Terms rise up to k = mean and fall behind it.
  for (let k = count + 1; term > 1e-15 * sum || k < mean; k++) {
    term *= mean / k;
    sum += term;
    if (!Number.isFinite(sum)) return 0;
  }
  return Math.min(0, logFirst + Math.log(sum));
}
