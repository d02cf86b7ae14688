import fc from 'fast-check';
import { parseTime } from '../../../shared/events/time';

describe('parseTime', () => {
  it.each([
    ['2025-02-14T15:24:08.1090000Z', Date.UTC(2025, 1, 14, 15, 24, 8, 109)],
    ['2026-11-20T08:13:52.1239999Z', Date.UTC(2026, 10, 20, 8, 13, 52, 123)],
    ['2021-08-02T13:09:20.04Z', Date.UTC(2021, 7, 2, 13, 9, 20, 40)],
    ['2026-11-20T08:13:52', Date.UTC(2026, 10, 20, 8, 13, 52)],
    ['2026-11-20T08:13:52+01:30', Date.UTC(2026, 10, 20, 6, 43, 52)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
    [' 1970-01-01T00:00:00Z ', 0],
  ])('reads %s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  it.each([
    '',
    '-',
    '2026-11-20',
    '11/20/2026 08:13:52',
    '1763626432',
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:60:00Z',
    '1601-01-01T00:00:00Z',
    '9999-12-31T23:59:59-00:01',
    '+275760-09-13T00:00:00Z',
    '2026-11-20T08:13:52.1234567890Z',
    `2026-11-20T08:13:52.${'1'.repeat(100_000)}Z`,
  ])('refuses %.40s', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('agrees with Date on every time Date writes', () => {
    const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => parseTime(date.toISOString()) === date.getTime()),
      { numRuns: 1000 },
    );
  });
});
