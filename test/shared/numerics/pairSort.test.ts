import fc from 'fast-check';
import { sortPairs } from '../../../shared/numerics/pairSort';

describe('sortPairs', () => {
  it('is a stable sort by left and right', () => {
    const pair = fc.tuple(fc.nat(6), fc.nat(4));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const columns = [0, 1].map((side) => Int32Array.from(pairs, (one) => one[side]!)) as [Int32Array, Int32Array];
        const { offsets, rights, positions } = sortPairs(...columns, 7, 5);
        const expected = [...pairs.entries()].sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1]);
        expect([...positions]).toEqual(expected.map(([position]) => position));
        expect([...rights]).toEqual(expected.map(([, [, right]]) => right));
        expect([...offsets]).toEqual(Array.from({ length: 8 }, (_, l) => pairs.filter(([left]) => left < l).length));
      }),
      { numRuns: 3_000 },
    );
  });
});
