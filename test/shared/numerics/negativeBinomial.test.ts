import fc from 'fast-check';
import { NegativeBinomialTail } from '../../../shared/numerics/negativeBinomial';

function chanceOf(count: number, mean: number, size: number): number {
  const tail = new NegativeBinomialTail(mean, size);
  for (let i = 0; i < count; i++) tail.advance();
  return tail.chance;
}

// scipy 1.17.1: stats.nbinom.sf(count - 1, size, size / (size + mean))
it.each([
  [1, 0.5, 0.5, 0.2928932188134525],
  [3, 0.5, 0.5, 0.04982526278057676],
  [10, 2, 0.5, 0.036904842934184695],
  [5, 5, 1, 0.4018775720164609],
  [40, 0.01, 0.5, 4.4712104560763045e-70],
  [100, 50, 0.5, 0.1588540185575206],
  [2, 0, 0.5, 0.0],
  [7, 1.5, 2.5, 0.010240143913453762],
  [990, 1000, 3, 0.43027353066278495],
])('P(N >= %d) at mean %d and size %d', (count, mean, size, expected) => {
  expect(chanceOf(count, mean, size)).toBeCloseTo(expected, 13);
});

it('is a chance that falls with the count, rises with the mean, and is certain of 0', () => {
  const mean = fc.double({ min: 0, max: 2000, noNaN: true });
  const size = fc.double({ min: 0.05, max: 50, noNaN: true });
  fc.assert(
    fc.property(fc.nat(300), mean, mean, size, (count, one, other, anySize) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const chance = chanceOf(count, less, anySize);
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chanceOf(count + 1, less, anySize)).toBeLessThanOrEqual(chance);
      expect(chanceOf(count, more, anySize)).toBeGreaterThanOrEqual(chance - 1e-12);
      expect(chanceOf(0, less, anySize)).toBe(1);
    }),
  );
});

it('comes to the Poisson distribution as the size grows', () => {
  // 1 - e^-2 (1 + 2 + 2)
  expect(chanceOf(3, 2, 1e15)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
});
