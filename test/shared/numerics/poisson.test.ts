import fc from 'fast-check';
import { logPoissonTail } from '../../../shared/numerics/poisson';

// Sums of e^-m m^k / k! over k >= n in decimals of 60 digits, by Python's decimal module.
it.each([
  [1, 0.5, -0.93275212956718856],
  [3, 0.5, -4.2413831354557683],
  [10, 2, -9.9760996437060605],
  [5, 5, -0.58069974963142135],
  [100, 50, -21.862679706410287],
  [1, 0.001, -6.9082552373154709],
  [40, 0.01, -294.53720322351006],
  [2000, 3, -11012.298272803338],
  [990, 1000, -0.46474461253610883],
  [700, 1000, 0],
  [1, 3000, 0],
])('P(N >= %d) at mean %d', (count, mean, expected) => {
  expect(logPoissonTail(count, mean)).toBeCloseTo(expected, 9);
});

it('is certain to be 0 at least, whatever the mean', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (mean) => {
      expect(logPoissonTail(0, mean)).toBe(0);
    }),
  );
});

it('never rises with the count, never falls with the mean, and is a finite logarithm of a chance', () => {
  const mean = fc.double({ min: 1e-6, max: 2000, noNaN: true });
  fc.assert(
    fc.property(fc.nat(1000), mean, mean, (count, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const tail = logPoissonTail(count, less);
      expect(Number.isFinite(tail) && tail <= 0).toBe(true);
      expect(logPoissonTail(count + 1, less)).toBeLessThanOrEqual(tail + 1e-9);
      expect(logPoissonTail(count, more)).toBeGreaterThanOrEqual(tail - 1e-9);
    }),
  );
});
