import fc from 'fast-check';
import { AccessCounts, type TimedPair } from '../../../../shared/detectors/resourceAccess/accessCounts';
import { judgedWindow } from '../../../../shared/detectors/resourceAccess/judgedWindow';
import { access } from '../../../support/accesses';

const day = 86_400_000;

/** A memory of accesses `[day, user, resource]`. */
function memoryOf(accesses: readonly (readonly [number, string, string])[]): AccessCounts {
  const memory = new AccessCounts();
  for (const [at, user, resource] of accesses) memory.add(access({ time: at * day, user, resource }));
  return memory;
}

/** So many users on the first day, each with ten resources, and so many pairs on the last. */
function growing(days: number, users: number, firstTime: number): AccessCounts {
  const accesses: [number, string, string][] = [];
  for (let user = 0; user < users; user++) {
    for (let resource = 0; resource < 10; resource++) accesses.push([0, `u${user}`, `r${resource}`]);
  }
  for (let i = 0; i < firstTime; i++) accesses.push([days - 1, `u${i % users}`, `new${i}`]);
  accesses.push([days - 1, 'u0', 'r0']);
  return memoryOf(accesses);
}

describe('the last days', () => {
  it.each([
    [8, 2],
    [12, 3],
    [27, 6],
    [28, 7],
    [31, 7],
    [90, 7],
  ])('of %i are %i: a quarter, and a week at most', (days, judged) => {
    const window = judgedWindow(growing(days, 10, 20), 0);
    expect(window).toMatchObject({ days: judged, from: (days - judged) * day });
  });

  it('hold the pairs that were not there before, by their first access; those before are learned from', () => {
    const window = judgedWindow(growing(8, 12, 25), 0);
    expect(window).toMatchObject({ users: 12, training: { length: 120 }, firstTime: { length: 25 } });
  });
});

it('parts the pairs of any accesses at that time, in an order of which the memory has no say', () => {
  const name = fc.integer({ min: 0, max: 60 }).map(String);
  const accesses = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), name, name), { minLength: 400, maxLength: 600 });
  fc.assert(
    fc.property(accesses, (list) => {
      const [window, reversed] = [list, list.toReversed()].map((one) => judgedWindow(memoryOf(one), 0));
      expect(reversed).toEqual(window);
      if ('unjudged' in window!) return;
      const { from, training, firstTime } = window!;
      expect(training.every(({ firstAccess }) => firstAccess < from)).toBe(true);
      expect(firstTime.every(({ firstAccess }) => firstAccess >= from)).toBe(true);
      const keys = [...training, ...firstTime].map(({ user, resource }) => `${user} ${resource}`);
      expect(keys.toSorted()).toEqual([...new Set(list.map(([, user, resource]) => `${user} ${resource}`))].sort());
    }),
    { numRuns: 20 },
  );
});

describe('is none, with the minimum that is missed,', () => {
  it.each([
    ['of too few days', growing(7, 20, 30), 'it takes accesses of 8 days, and they span 7'],
    ['of too few pairs before', growing(8, 9, 30), 'it takes 100 pairs before the last 2 days, not 90'],
    ['of too few pairs since', growing(8, 10, 19), 'it takes 20 pairs first seen in the last 2 days, not 19'],
    ['of nothing', new AccessCounts(), 'accesses carry no time'],
    ['of pairs without time', { window: null }, 'accesses carry no time'],
  ])('%s', (_, memory, unjudged) => {
    expect(judgedWindow(memory, 0)).toEqual({ unjudged });
  });
});

it('takes no more than 5,000 users, and 150,000 pairs', () => {
  const pairsOf = function* (users: number, pairs: number): Generator<TimedPair> {
    for (let user = 0; user < users; user++) {
      for (let i = 0; i < pairs; i++) {
        const firstAccess = (i % 8) * day;
        yield { tenant: '0', user: `u${user}`, resource: `r${i}`, likelihood: 1, firstAccess };
      }
    }
  };
  const window = { from: new Date(0).toISOString(), to: new Date(8 * day - 1).toISOString() };
  const many = judgedWindow({ window, timedPairs: () => pairsOf(5_100, 8) }, 0);
  expect(many).toMatchObject({ users: 5_000 });
  const wide = judgedWindow({ window, timedPairs: () => pairsOf(16, 10_000) }, 0);
  expect(wide).toMatchObject({ users: 15 });
});
