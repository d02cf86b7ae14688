import fc from 'fast-check';
import { measureHabits } from '../../../../../shared/detectors/resourceAccess/affinity/habits';
import { LikenessMeter } from '../../../../../shared/detectors/resourceAccess/affinity/likenessMeter';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { MersenneTwister } from '../../../../../shared/numerics/mersenneTwister';
import { anyTable, graphOf, pairs } from './tables';

function habitsOf(names: string, seed = 1) {
  const table = tabulatePairs(pairs(names));
  return measureHabits(graphOf(table), table, new MersenneTwister(seed));
}

describe('who and what is new', () => {
  // The window goes from day 1 to day 30.
  it('counts what users opened for the first time in the last ten days', () => {
    const { users } = habitsOf('a-x-1 a-y-20 a-z-21 a-w-30 b-x-1 b-y-2');
    expect([...users.newPairs]).toEqual([2, 0]);
    expect([...users.isNew]).toEqual([0, 0]);
  });

  it('does not count the first four days of a newcomer, who is new for as long', () => {
    const { users, tenants } = habitsOf('a-x-1 a-y-30 b-x-22 b-y-22 b-z-25 b-w-26 c-x-27 d-y-26');
    expect([...users.newPairs]).toEqual([1, 1, 0, 0]);
    expect([...users.isNew]).toEqual([0, 0, 1, 0]);
    expect([...tenants.newcomers]).toEqual([3]);
    expect([...tenants.firstPairs]).toEqual([4]);
  });

  it('takes nobody for a newcomer who is first seen in the first week', () => {
    expect([...habitsOf('a-x-1 b-x-8 c-y-9 c-x-9').tenants.newcomers]).toEqual([1]);
  });

  it('takes nobody for a newcomer whose tenant was not learned from before', () => {
    const table = tabulatePairs([...pairs('a-x-1 a-y-30'), ...pairs('b-x-24 b-y-26 c-x-25 d-x-30', 'late')]);
    const { users, tenants } = measureHabits(graphOf(table), table, new MersenneTwister(1));
    expect([...users.isNew]).toEqual(Array(4).fill(0));
    // Where nobody came, a first day brings what those of all did.
    expect([[...tenants.newcomers], [...tenants.firstPairs]]).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  it('counts what users opened on a single day, as far as is known on the last one', () => {
    // What b came back to on day 31 was of one day on day 30.
    const { users } = habitsOf('a-x-1 a-y-2-3 a-z-30 b-x-4-31 b-y-1-30');
    expect([...users.singleDayPairs]).toEqual([2, 1]);
  });

  it('knows nothing of it where accesses carry no time', () => {
    const { users, tenants } = habitsOf('a-x b-x b-y');
    const counts = [users.newPairs, users.singleDayPairs, users.isNew, tenants.newcomers, tenants.firstPairs];
    expect(counts.flatMap((each) => [...each])).toEqual(Array(8).fill(0));
  });
});

it('of two users the other one is the only stranger', () => {
  const table = tabulatePairs(pairs('a-x a-y b-y b-z'));
  const graph = graphOf(table);
  const meter = new LikenessMeter(graph);
  meter.turnTo(0);
  const { users, tenants } = measureHabits(graph, table, new MersenneTwister(1));
  for (const likeness of [...users.likeness, ...tenants.likeness]) expect(likeness).toBeCloseTo(meter.to(1), 6);
});

it('a single user has no stranger', () => {
  const { users, tenants } = habitsOf('a-x a-y');
  expect([...users.likeness, ...tenants.likeness]).toEqual([0, 0]);
});

it('cohesion is the mean likeness of the users of a resource to each other, together with one stranger', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const graph = graphOf(table);
      const meter = new LikenessMeter(graph);
      const { resources, tenants } = measureHabits(graph, table, new MersenneTwister(1));
      resources.cohesion.forEach((cohesion, resource) => {
        const { rightOffsets, leftsOf } = graph.pairs;
        const users = leftsOf.subarray(rightOffsets[resource], rightOffsets[resource + 1]);
        // Of more than six members a sample is compared.
        if (users.length > 6) return;
        const likenesses = [tenants.likeness[table.resources.partitionOf[resource]!]!];
        for (const user of users) {
          meter.turnTo(user);
          for (const other of users) if (other !== user) likenesses.push(meter.to(other));
        }
        expect(cohesion).toBeCloseTo(likenesses.reduce((sum, value) => sum + value, 0) / likenesses.length, 6);
      });
    }),
  );
});

it('likenesses and cohesions are from 0 to 1, and the same for the same randomness', () => {
  fc.assert(
    fc.property(anyTable, fc.nat(), (table, seed) => {
      const graph = graphOf(table);
      const habits = measureHabits(graph, table, new MersenneTwister(seed));
      const { users, resources, tenants } = habits;
      for (const value of [...users.likeness, ...resources.cohesion, ...tenants.likeness]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-6);
      }
      expect(measureHabits(graph, table, new MersenneTwister(seed))).toEqual(habits);
    }),
  );
});
