import fc from 'fast-check';
import { AccessCounts } from '../../../../shared/detectors/resourceAccess/accessCounts';
import { access } from '../../../support/accesses';

const day = 86_400_000;

function likelihoods(times: readonly number[]): number[] {
  const counts = new AccessCounts();
  for (const time of times) counts.add(access({ time }));
  return [...counts.pairs()].map(({ likelihood }) => likelihood);
}

describe('likelihood (BYO-ML: accesses over 1 + whole days between the first and the last day)', () => {
  it('is the count where all accesses fall on one day', () => {
    expect(likelihoods([0, 1, day - 1])).toEqual([3]);
  });

  it('divides by the span of days, both ends included', () => {
    expect(likelihoods([0, 29 * day])).toEqual([2 / 30]);
  });

  it('takes UTC days, not spans of 24 hours', () => {
    expect(likelihoods([day - 1, day])).toEqual([1]);
  });
});

it('keeps tenants, users and resources apart', () => {
  const counts = new AccessCounts();
  for (const one of [access(), access({ tenant: '1' }), access({ user: 'b' }), access({ resource: 'c' }), access()]) {
    counts.add(one);
  }
  expect([...counts.pairs()].map(({ likelihood }) => likelihood)).toEqual([2, 1, 1, 1]);
  expect(counts.total).toBe(5);
});

it('knows the window it has seen, and that it has seen nothing', () => {
  const counts = new AccessCounts();
  expect(counts.window).toBeNull();
  counts.add(access({ time: day }));
  counts.add(access({ time: 0 }));
  expect(counts.window).toEqual({ from: '1970-01-01T00:00:00.000Z', to: '1970-01-02T00:00:00.000Z' });
});

it('tells the UTC day of the first access of each pair, in whatever order they come', () => {
  const counts = new AccessCounts();
  for (const time of [9 * day, 7 * day - 1, 8 * day]) counts.add(access({ time }));
  counts.add(access({ user: 'b', time: 0 }));
  expect([...counts.pairs()].map(({ firstDay }) => firstDay)).toEqual([6, 0]);
});

it('tells on which day a user came back first, whatever the order and however counted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 * day - 1 }), { minLength: 1, maxLength: 12 }), (times) => {
      const one = new AccessCounts();
      for (const time of times) one.add(access({ time }));
      const parts = new AccessCounts();
      for (const time of times) {
        const part = parts.gather(Math.floor(time / day) * day);
        part.add(access({ time }));
        parts.merge(part.finish());
      }
      const days = [...new Set(times.map((time) => Math.floor(time / day)))].sort((a, b) => a - b);
      for (const counts of [one, parts]) {
        expect([...counts.pairs()]).toMatchObject([{ firstDay: days[0], returnDay: days[1] ?? -1 }]);
      }
    }),
  );
});

it('tells the time of the first access of each pair, and else what it tells of pairs', () => {
  const counts = new AccessCounts();
  for (const time of [3 * day + 5, day + 7, 2 * day]) counts.add(access({ time }));
  const [pair] = [...counts.pairs()];
  expect([...counts.timedPairs()]).toEqual([{ ...pair, firstAccess: day + 7 }]);
});

it('does not mind prototype keys', () => {
  const counts = new AccessCounts();
  counts.add(access({ tenant: '__proto__', user: 'constructor', resource: 'toString' }));
  const firstDay = Math.floor(access().time / day);
  expect([...counts.pairs()]).toEqual([
    { tenant: '__proto__', user: 'constructor', resource: 'toString', likelihood: 1, firstDay, returnDay: -1 },
  ]);
});

it('gives the same pairs whatever the order of the accesses', () => {
  const time = fc.integer({ min: 0, max: 100 * day });
  const user = fc.constantFrom('a', 'b');
  fc.assert(
    fc.property(fc.array(fc.record({ time, user })), (fields) => {
      const sorted = (list: typeof fields) => {
        const counts = new AccessCounts();
        for (const one of list) counts.add(access(one));
        return [...counts.pairs()].sort((a, b) => a.user.localeCompare(b.user));
      };
      expect(sorted([...fields].reverse())).toEqual(sorted(fields));
    }),
  );
});
