import fc from 'fast-check';
import { PairNumbering } from '../../../shared/numerics/pairNumbering';

const integer = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer());

it('numbers pairs in the order in which they are first met, as a Map of their texts does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(integer, integer), { maxLength: 300 }), (pairs) => {
      const numbering = new PairNumbering();
      const oracle = new Map<string, number>();
      for (const [left, right] of pairs) {
        const key = `${left} ${right}`;
        if (!oracle.has(key)) oracle.set(key, oracle.size);
        expect(numbering.numberOf(left, right)).toBe(oracle.get(key));
      }
      expect(numbering.count).toBe(oracle.size);
      for (const [key, number] of oracle) {
        expect(`${numbering.leftOf(number)} ${numbering.rightOf(number)}`).toBe(key);
      }
    }),
    { numRuns: 1_000 },
  );
});

it('keeps many neighbours apart', () => {
  const numbering = new PairNumbering();
  let wrong = 0;
  for (let number = 0; number < 90_000; number++) {
    if (numbering.numberOf(Math.floor(number / 300), number % 300) !== number) wrong++;
  }
  expect(wrong).toBe(0);
});
