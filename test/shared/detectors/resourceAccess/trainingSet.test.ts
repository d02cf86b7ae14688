import fc from 'fast-check';
import { TrainingError, tabulatePairs } from '../../../../shared/detectors/resourceAccess/trainingSet';

const pair = (user: string, resource: string, likelihood = 1, tenant = '0') => ({ tenant, user, resource, likelihood });

describe('tabulatePairs', () => {
  it('orders by tenant, user and resource, and merges duplicates', () => {
    const table = tabulatePairs([pair('b', 'x', 1, 't2'), pair('b', 'y', 2), pair('a', 'x', 3), pair('b', 'y', 4)]);
    expect(table.users.values).toEqual(['a', 'b', 'b']);
    expect(table.resources.values).toEqual(['x', 'y', 'x']);
    expect([...table.users.partitionOf]).toEqual([0, 0, 1]);
    expect([...table.offsets]).toEqual([0, 1, 2, 3]);
    expect([...table.userOf]).toEqual([0, 1, 2]);
    expect([...table.resourceOf]).toEqual([0, 1, 2]);
    expect([...table.likelihoods]).toEqual([3, 6, 1]);
  });

  it('keeps the earliest day of a pair, and that one of its rows has none', () => {
    const on = (resource: string, firstDay?: number) => ({ ...pair('a', resource), firstDay });
    const rows = [on('x', 7), on('x', 5), on('x', 6), on('y', 3), on('y'), on('z'), on('w', 0)];
    for (const ordered of [rows, [...rows].reverse()]) {
      const { resources, firstDays } = tabulatePairs(ordered);
      expect(resources.values).toEqual(['w', 'x', 'y', 'z']);
      expect([...firstDays]).toEqual([0, 5, -1, -1]);
    }
  });

  it('keeps the second of the days of a pair, of whichever of its rows', () => {
    const on = (resource: string, firstDay?: number, returnDay?: number) => ({
      ...pair('a', resource),
      firstDay,
      returnDay,
    });
    const rows = [on('w', 4, 9), on('x', 5), on('x', 3, 7), on('x', 3), on('y', 6), on('y', 6, -1), on('z')];
    for (const ordered of [rows, [...rows].reverse()]) {
      expect([...tabulatePairs(ordered).returnDays]).toEqual([9, 5, -1, -1]);
    }
  });

  it('does not depend on the order of rows, bit for bit', () => {
    const name = fc.constantFrom('a', 'b', '\uffff', '\u{1f600}');
    const row = fc.tuple(
      name,
      name,
      fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300, min: -1e300 }),
      name,
    );
    const rows = fc.array(row, { maxLength: 12 });
    const tabulate = (tuples: [string, string, number, string][]) => {
      const { userOf, resourceOf, likelihoods, users, resources } = tabulatePairs(
        tuples.map((tuple) => pair(...tuple)),
      );
      return { userOf, resourceOf, likelihoods, users: users.values, resources: resources.values };
    };
    fc.assert(
      fc.property(rows, (tuples) => {
        expect(tabulate(tuples.toReversed())).toEqual(tabulate(tuples));
      }),
    );
  });

  it('names that UTF-8 writes alike are one', () => {
    expect(tabulatePairs([pair('\ud800', 'x'), pair('\ufffd', 'x')]).users.values).toEqual(['\ufffd']);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses likelihood %d', (likelihood) => {
    const rows = [pair('a', 'x'), pair('alice', 'share', likelihood)];
    expect(() => tabulatePairs(rows)).toThrow(TrainingError);
    expect(() => tabulatePairs(rows)).toThrow(/^the likelihood of training row 2, of tenant "0", is /);
  });

  it('refuses likelihoods whose sum overflows', () => {
    const rows = [pair('a', 'x'), pair('alice', 'share', 1.7e308), pair('alice', 'share', 1.7e308)];
    expect(() => tabulatePairs(rows)).toThrow(TrainingError);
    expect(() => tabulatePairs(rows)).toThrow(
      /^the sum of the likelihoods of the pair of training row 2, of tenant "0", is Infinity: correct/,
    );
  });
});
