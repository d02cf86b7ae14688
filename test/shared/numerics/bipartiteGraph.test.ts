import fc from 'fast-check';
import { bipartiteGraph, degree } from '../../../shared/numerics/bipartiteGraph';

/** Distinct edges of up to 6 by 7 nodes, ascending. */
const edges = fc
  .uniqueArray(fc.tuple(fc.nat(5), fc.nat(6)), { selector: String, maxLength: 30 })
  .map((drawn) => drawn.sort(([a, x], [b, y]) => a - b || x - y));

it('knows the neighbours of each node from either side, ascending', () => {
  fc.assert(
    fc.property(edges, (drawn) => {
      const lefts = Int32Array.from(drawn, ([left]) => left);
      const rights = Int32Array.from(drawn, ([, right]) => right);
      const { leftOffsets, rightsOf, rightOffsets, leftsOf } = bipartiteGraph(lefts, rights, 6, 7);
      for (let left = 0; left < 6; left++) {
        const expected = drawn.filter(([own]) => own === left).map(([, right]) => right);
        expect([...rightsOf.subarray(leftOffsets[left], leftOffsets[left + 1])]).toEqual(expected);
        expect(degree(leftOffsets, left)).toBe(expected.length);
      }
      for (let right = 0; right < 7; right++) {
        const expected = drawn.filter(([, own]) => own === right).map(([left]) => left);
        expect([...leftsOf.subarray(rightOffsets[right], rightOffsets[right + 1])]).toEqual(expected);
        expect(degree(rightOffsets, right)).toBe(expected.length);
      }
    }),
  );
});

it('may have no nodes at all', () => {
  const none = new Int32Array();
  expect(bipartiteGraph(none, none, 0, 0)).toEqual({
    leftOffsets: Int32Array.of(0),
    rightsOf: none,
    rightOffsets: Int32Array.of(0),
    leftsOf: none,
  });
});
