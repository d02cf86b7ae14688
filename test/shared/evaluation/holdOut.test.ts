import fc from 'fast-check';
import type { Pair } from '../../../shared/detectors/resourceAccess/trainingSet';
import { holdOut } from '../../../shared/evaluation/holdOut';

const anyPairs = fc.array(
  fc.record({
    tenant: fc.constantFrom('0', 'other'),
    user: fc.integer({ min: 0, max: 9 }).map((number) => `u${number}`),
    resource: fc.integer({ min: 0, max: 9 }).map((number) => `r${number}`),
  }),
  { minLength: 1, maxLength: 80 },
);
const nameOf = ({ tenant, user, resource }: Pair) => `${tenant} ${user} ${resource}`;

describe('holdOut', () => {
  it('splits the pairs, and leaves every user and resource one', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), (pairs, seed) => {
        const { training, test } = holdOut(pairs, 0.3, seed);
        const heldOut = test.filter(({ kind }) => kind === null).map(({ access }) => access);
        const all = [...training, ...heldOut].map(nameOf);
        expect(all.toSorted()).toEqual([...new Set(pairs.map(nameOf))].sort());
        expect(heldOut.length).toBeLessThanOrEqual(Math.round(0.3 * all.length));
        for (const part of ['user', 'resource'] as const) {
          const names = (accesses: readonly Pair[]) => new Set(accesses.map((pair) => `${pair.tenant} ${pair[part]}`));
          expect(names(training)).toEqual(names(pairs));
        }
      }),
    );
  });

  it('makes as many pairs of each kind that do not exist, of the same users and of the same resources', () => {
    const pairs = Array.from({ length: 400 }, (_, i) => ({
      tenant: '0',
      user: `u${i % 40}`,
      resource: `r${(i * 7 + Math.floor(i / 40)) % 100}`,
    }));
    const exists = new Set(pairs.map(nameOf));
    const { test } = holdOut(pairs, 0.1, 1);
    const ofKind = (kind: string | null) => test.filter((pair) => pair.kind === kind).map(({ access }) => access);
    const countBy = (kind: string | null, part: 'user' | 'resource') =>
      ofKind(kind)
        .map((access) => access[part])
        .sort();
    expect(ofKind(null)).toHaveLength(40);
    expect(countBy('sameUser', 'user')).toEqual(countBy(null, 'user'));
    expect(countBy('sameResource', 'resource')).toEqual(countBy(null, 'resource'));
    for (const { access, kind } of test) expect(exists.has(nameOf(access))).toBe(kind === null);
    expect(new Set(test.map(({ access }) => nameOf(access))).size).toBe(test.length);
  });

  it('is the same for the same seed, and another for another', () => {
    const pairs = Array.from({ length: 60 }, (_, i) => ({ tenant: '0', user: `u${i % 6}`, resource: `r${i % 10}` }));
    expect(holdOut(pairs, 0.2, 1)).toEqual(holdOut(pairs, 0.2, 1));
    expect(holdOut(pairs, 0.2, 1)).not.toEqual(holdOut(pairs, 0.2, 2));
  });
});
