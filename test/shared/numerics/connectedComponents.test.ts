import fc from 'fast-check';
import { connectedComponents } from '../../../shared/numerics/connectedComponents';

type Edge = readonly [left: number, right: number];

const componentsOf = (leftCount: number, rightCount: number, edges: readonly Edge[]) => {
  const [lefts, rights] = [edges.map(([left]) => left), edges.map(([, right]) => right)];
  const { left, right } = connectedComponents(leftCount, rightCount, Int32Array.from(lefts), Int32Array.from(rights));
  return { left: [...left], right: [...right] };
};

/** Floods from each left node in turn. */
function flood(leftCount: number, rightCount: number, edges: readonly Edge[]) {
  const left = new Array<number>(leftCount).fill(-1);
  const right = new Array<number>(rightCount).fill(-1);
  const visit = (node: number, component: number) => {
    const own = edges.filter(([end]) => end === node);
    if (own.length === 0 || left[node] !== -1) return;
    left[node] = component;
    for (const [, other] of own) {
      right[other] = component;
      for (const [end, target] of edges) if (target === other) visit(end, component);
    }
  };
  for (let node = 0; node < leftCount; node++) visit(node, node);
  return { left, right };
}

describe('connectedComponents', () => {
  it('T-C1 two components, each named for its first user', () => {
    const edges: Edge[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 1],
      [3, 1],
      [3, 2],
      [4, 3],
    ];
    expect(componentsOf(5, 4, edges)).toEqual({ left: [0, 0, 0, 0, 4], right: [0, 0, 0, 4] });
  });

  it('agrees with a flood fill, nodes without an edge being in none', () => {
    const edge = fc.tuple(fc.nat(14), fc.nat(14));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 30 }), (edges) => {
        expect(componentsOf(15, 15, edges)).toEqual(flood(15, 15, edges));
      }),
    );
  });

  it('does not depend on the order of edges', () => {
    const edge = fc.tuple(fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        expect(componentsOf(10, 10, edges.toReversed())).toEqual(componentsOf(10, 10, edges));
      }),
    );
  });
});
