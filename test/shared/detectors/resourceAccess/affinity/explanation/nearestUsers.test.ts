import fc from 'fast-check';
import { nearestUsers } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/nearestUsers';
import { LikenessMeter } from '../../../../../../shared/detectors/resourceAccess/affinity/likenessMeter';
import { resourceTraits, usageGraph } from '../../../../../../shared/detectors/resourceAccess/affinity/usageGraph';
import { tabulatePairs } from '../../../../../../shared/detectors/resourceAccess/trainingSet';

const pairs = fc.array(fc.record({ user: fc.nat({ max: 12 }), resource: fc.nat({ max: 9 }) }), {
  minLength: 1,
  maxLength: 60,
});

function graphOf(uses: readonly { user: number; resource: number }[]) {
  const table = tabulatePairs(
    uses.map(({ user, resource }) => ({ tenant: '0', user: `u${user}`, resource: `s\\r${resource}`, likelihood: 1 })),
  );
  return usageGraph(table, resourceTraits(table.resources));
}

describe('nearestUsers', () => {
  it('are those of the greatest likeness of all', () => {
    fc.assert(
      fc.property(pairs, fc.nat({ max: 12 }), fc.integer({ min: 1, max: 8 }), (uses, at, count) => {
        const graph = graphOf(uses);
        const userCount = graph.pairs.leftOffsets.length - 1;
        const user = at % userCount;
        const meter = new LikenessMeter(graph);
        meter.turnTo(user);
        const all = Array.from({ length: userCount }, (_, other) => ({ user: other, likeness: meter.to(other) }))
          .filter(({ user: other, likeness }) => other !== user && likeness > 0)
          .sort((one, other) => other.likeness - one.likeness || one.user - other.user);
        expect(nearestUsers(graph.pairs, new LikenessMeter(graph), user, count)).toEqual(all.slice(0, count));
      }),
    );
  });

  it('are found among those of the rarest resources where too many share one', () => {
    const crowd = Array.from({ length: 3000 }, (_, user) => ({ user, resource: 0 }));
    const graph = graphOf([...crowd, { user: 7, resource: 1 }, { user: 2999, resource: 1 }]);
    const meter = new LikenessMeter(graph);
    // In the order of names, u7 is not the eighth: it is found by what it uses.
    const { leftOffsets, leftsOf, rightOffsets } = graph.pairs;
    const [one, other] = leftsOf.subarray(rightOffsets[1], rightOffsets[2]);
    const near = nearestUsers(graph.pairs, meter, one!, 20);
    expect(near).toHaveLength(20);
    expect(near[0]).toEqual({ user: other, likeness: expect.closeTo(1, 6) });
    expect(leftOffsets).toHaveLength(3001);
  });

  it('are none of a user who is not known', () => {
    const graph = graphOf([{ user: 0, resource: 0 }]);
    expect(nearestUsers(graph.pairs, new LikenessMeter(graph), -1, 5)).toEqual([]);
  });
});
