import * as fc from 'fast-check';
import { apportion } from '../../../tools/company/apportion';

it("shares out seats as Wikipedia's example of the largest remainder method by the Hare quota does", () => {
  // https://en.wikipedia.org/wiki/Quota_method#Example: 100,000 votes, 10 seats.
  expect(apportion(10, [47_000, 16_000, 15_900, 12_000, 6_000, 3_100], 0)).toEqual([5, 2, 1, 1, 1, 0]);
});

it('sums to the whole, and gives each part the least or more', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(weights, fc.nat(5), fc.nat(1000), (given, least, spare) => {
      const total = least * given.length + spare;
      const parts = apportion(total, given, least);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(least);
    }),
  );
});
