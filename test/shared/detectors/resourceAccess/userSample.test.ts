import { sampleUsers } from '../../../../shared/detectors/resourceAccess/userSample';

/** Pairs of users named by their numbers, so many each. */
const pairsOf = (users: number, each: number) =>
  Array.from({ length: users * each }, (_, i) => ({ tenant: '0', user: `u${i % users}`, resource: `r${i}` }));

const drawn = (pairs: ReturnType<typeof pairsOf>, users: number, seed = 0) => {
  const sample = sampleUsers(pairs, { users, pairs: Number.POSITIVE_INFINITY }, seed);
  return new Set(pairs.filter((pair) => sample.has(pair)).map(({ user }) => user));
};

it('is everybody where there is room', () => {
  expect(drawn(pairsOf(10, 3), 10).size).toBe(10);
});

it('is of as many users as there may be, the same whatever the order, and others by another seed', () => {
  const pairs = pairsOf(200, 2);
  const users = drawn(pairs, 50);
  expect(users.size).toBe(50);
  expect(drawn(pairs.toReversed(), 50)).toEqual(users);
  expect(drawn(pairs, 50, 1)).not.toEqual(users);
});

it('loses nobody but those whose places newcomers take', () => {
  const before = drawn(pairsOf(200, 1), 50);
  const after = drawn(pairsOf(210, 1), 50);
  const newcomers = [...after].filter((user) => Number(user.slice(1)) >= 200);
  const stayed = [...before].filter((user) => after.has(user));
  expect(stayed).toHaveLength(50 - newcomers.length);
});

it('passes over who has more pairs than are left, and goes on', () => {
  const pairs = [...pairsOf(5, 4), ...pairsOf(1, 100).map((pair) => ({ ...pair, user: 'scanner' }))];
  const sample = sampleUsers(pairs, { users: 10, pairs: 20 }, 0);
  expect(sample.users).toBe(5);
  expect(sample.has({ tenant: '0', user: 'scanner' })).toBe(false);
});

it('knows users of different tenants apart', () => {
  const sample = sampleUsers([{ tenant: 'a', user: 'u', resource: 'r' }], { users: 1, pairs: 1 }, 0);
  expect(sample.has({ tenant: 'a', user: 'u' })).toBe(true);
  expect(sample.has({ tenant: 'b', user: 'u' })).toBe(false);
});
