import fc from 'fast-check';
import { losses, ModelCollapseError } from '../../../shared/jobs/qualityComparison';

const now = new Date('2026-11-20T02:30:00Z');
const window = { from: '2026-10-21T00:00:00Z', to: '2026-11-20T01:00:00Z' };
const before = { version: '20261119T023000Z-0123456789ab', quality: { users: 100, resources: 200, pairs: 1000 } };
const lossesOf = (quality: Readonly<Record<string, number>>) => losses({ quality, window }, before, now);

describe('losses', () => {
  it('are none where a model knows at least half of what the one before knew', () => {
    expect(lossesOf(before.quality)).toEqual([]);
    expect(lossesOf({ users: 50, resources: 100, pairs: 500 })).toEqual([]);
    expect(lossesOf({ users: 1e6, resources: 1e6, pairs: 1e6 })).toEqual([]);
  });

  it.each([
    'users',
    'resources',
    'pairs',
  ] as const)('tell of %s below half, the likely cause and the remedy', (figure) => {
    const least = before.quality[figure] / 2;
    expect(lossesOf({ ...before.quality, [figure]: least - 1 })).toEqual([
      expect.stringMatching(
        new RegExp(
          `knows ${least - 1} ${figure} instead of ${2 * least} in 20261119.*rows are missing: check that data`,
        ),
      ),
    ]);
  });

  it.each(['users', 'resources', 'pairs'] as const)('refuse a model with %s below a tenth', (figure) => {
    const tenth = before.quality[figure] / 10;
    expect(lossesOf({ ...before.quality, [figure]: tenth })).toHaveLength(1);
    expect(() => lossesOf({ ...before.quality, [figure]: tenth - 1 })).toThrow(ModelCollapseError);
    expect(() => lossesOf({ ...before.quality, [figure]: tenth - 1 })).toThrow(/stays.*delete current\.json/);
  });

  it('are none where there is nothing to compare with', () => {
    expect(losses({ quality: { users: 2 }, window }, undefined, now)).toEqual([]);
    expect(losses({ quality: { users: 2 }, window }, { version: 'v', quality: {} }, now)).toEqual([]);
  });

  it('tell that the export has stopped when no access is of the last four days', () => {
    const until = (to: string) => losses({ quality: before.quality, window: { ...window, to } }, before, now);
    expect(until('2026-11-16T02:30:00Z')).toEqual([]);
    expect(until('2026-11-16T02:29:59Z')).toEqual([expect.stringContaining('data export has stopped')]);
    expect(losses({ quality: before.quality, window: null }, before, now)).toEqual([]);
  });

  it('refuse only what has lost nine tenths of something', () => {
    const figures = fc.record({ users: fc.nat(1000), resources: fc.nat(1000), pairs: fc.nat(1000) });
    fc.assert(
      fc.property(figures, figures, (quality, quality2) => {
        const isCollapse = (['users', 'resources', 'pairs'] as const).some(
          (figure) => quality2[figure] < quality[figure] / 10,
        );
        const compare = () => losses({ quality: quality2, window }, { version: 'v', quality }, now);
        if (isCollapse) expect(compare).toThrow(ModelCollapseError);
        else expect(compare().length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
