import fc from 'fast-check';
import { holdOut } from '../../../../../shared/detectors/resourceAccess/affinity/heldOut';
import { type PairTable, tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';

/** So many users on each day, each with a share of their own and one in common. */
function rowsOf(tenant: string, days: number, usersPerDay: number, from: number) {
  const users = Array.from({ length: days * usersPerDay }, (_, i) => ({ user: `u${i}`, firstDay: from + (i % days) }));
  return users.flatMap(({ user, firstDay }) =>
    [user, 'common'].map((resource) => ({ tenant, user, resource, likelihood: 1, firstDay })),
  );
}

const daily = (days: number, usersPerDay: number) => tabulatePairs(rowsOf('0', days, usersPerDay, 100));

function daysHeldOut(table: PairTable): number[] {
  const { isHeldOut } = holdOut(table, 0);
  return [...new Set(table.firstDays.filter((_, pair) => isHeldOut[pair] === 1))].sort((a, b) => a - b);
}

describe('pairs that carry times', () => {
  it('are held out from the last eight days', () => {
    const table = daily(30, 5);
    expect(holdOut(table, 0)).toMatchObject({ count: 8 * 10, isTimed: true, days: [8] });
    expect(daysHeldOut(table)).toEqual([122, 123, 124, 125, 126, 127, 128, 129]);
    expect(holdOut(table, 0).isHeldOut.filter((flag) => flag === 1)).toHaveLength(80);
  });

  it('are held out from the last third of a short window', () => {
    const table = daily(10, 10);
    expect(holdOut(table, 0)).toMatchObject({ count: 60, days: [3] });
    expect(daysHeldOut(table)).toEqual([107, 108, 109]);
  });

  it('are held out from more days where those are too few, up to half of the window', () => {
    const table = daily(30, 2);
    expect(holdOut(table, 0)).toMatchObject({ count: 13 * 4, days: [13] });
    expect(daysHeldOut(table)).toEqual(Array.from({ length: 13 }, (_, i) => 117 + i));
  });

  it('are held out from the last days of each tenant, by its own window', () => {
    const pairs = [...rowsOf('long', 30, 10, 100), ...rowsOf('late', 6, 10, 124), ...rowsOf('new', 2, 10, 128)];
    const table = tabulatePairs(pairs);
    const { isHeldOut, days } = holdOut(table, 0);
    expect(days).toEqual(table.users.partitions.map((tenant) => ({ long: 8, late: 2, new: 0 })[tenant]));
    const heldOutOf = (tenant: string) =>
      table.firstDays.filter(
        (_, pair) =>
          isHeldOut[pair] === 1 && table.users.partitions[table.users.partitionOf[table.userOf[pair]!]!] === tenant,
      );
    expect(Math.min(...heldOutOf('long'))).toBe(122);
    expect(Math.min(...heldOutOf('late'))).toBe(128);
    expect(heldOutOf('new')).toHaveLength(0);
  });

  it.each([
    ['too few are of the second half', daily(16, 3)],
    ['too few are left', tabulatePairs([...manyOn(100, 49), ...manyOn(140, 300)])],
    ['all are of one or two days', daily(2, 100)],
  ])('are drawn from all where %s', (_, table) => {
    const { isTimed, days, count } = holdOut(table, 0);
    expect([isTimed, ...days]).toEqual([false, 0]);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(0.2 * table.userOf.length);
  });

  it('are drawn from all where only some carry a time', () => {
    const table = daily(30, 10);
    const firstDays = table.firstDays.map((day, pair) => (pair === 0 ? -1 : day));
    expect(holdOut({ ...table, firstDays }, 0).isTimed).toBe(false);
  });
});

function manyOn(firstDay: number, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    tenant: '0',
    user: `u${i % 20} of ${firstDay}`,
    resource: `r${i}`,
    likelihood: 1,
    firstDay,
  }));
}

describe('pairs drawn at random', () => {
  const pair = fc.record({
    tenant: fc.constantFrom('0', '1'),
    user: fc.nat(12).map(String),
    resource: fc.nat(12).map(String),
    likelihood: fc.constant(1),
  });
  const anyPairs = fc.array(pair, { minLength: 1, maxLength: 200 }).map(tabulatePairs);

  it('leave another one to every user and every resource', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), (table, seed) => {
        const { isHeldOut, count, isTimed, days } = holdOut(table, seed);
        expect([isTimed, ...new Set(days)]).toEqual([false, 0]);
        expect(isHeldOut.filter((flag) => flag === 1)).toHaveLength(count);
        const kept = (nodes: Int32Array) => new Set(nodes.filter((_, at) => isHeldOut[at] === 0));
        expect(kept(table.userOf)).toEqual(new Set(table.userOf));
        expect(kept(table.resourceOf)).toEqual(new Set(table.resourceOf));
      }),
    );
  });

  it('are the same for a seed, others for another, and a tenth or so', () => {
    const table = daily(1, 1000);
    // All users have two pairs, but shares of their own none to spare.
    const { isHeldOut, count } = holdOut(table, 1);
    expect(holdOut(table, 1).isHeldOut).toEqual(isHeldOut);
    expect(holdOut(table, 2).isHeldOut).not.toEqual(isHeldOut);
    expect(count).toBeGreaterThan(70);
    expect(count).toBeLessThan(130);
  });
});
