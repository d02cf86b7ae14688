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

  it('reads a time on the same day as the one before it as it reads it on any other', () => {
    const digit = fc.constantFrom(...'0123456789');
    const odd = fc.constantFrom('', 'Z', '.', ':', '-', 'T', ' ', '/', '٣', 'a');
    const any = fc.oneof({ weight: 60, arbitrary: digit }, { weight: 1, arbitrary: odd });
    const two = fc.tuple(fc.constantFrom('0', '1', '2', '5', '6'), any).map((pair) => pair.join(''));
    const mark = (usual: string) =>
      fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
    const decimals = fc.oneof(
      fc.constant([]),
      fc.tuple(mark('.'), fc.array(any, { maxLength: 10 })).map((parts) => parts.flat()),
    );
    const time = fc.tuple(
      mark('2026-11-20T'),
      two,
      mark(':'),
      two,
      mark(':'),
      two,
      decimals.map((parts) => parts.join('')),
      mark('Z'),
    );
    fc.assert(
      fc.property(time, (parts) => {
        const text = parts.join('');
        parseTime('2001-01-01T00:00:00Z');
        const onOtherDay = parseTime(text);
        parseTime('2026-11-20T00:00:00Z');
        expect(parseTime(text)).toBe(onOtherDay);
      }),
      { numRuns: 10_000 },
    );
  });

  it('agrees with Date on every time Date writes', () => {
    const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => parseTime(date.toISOString()) === date.getTime()),
      { numRuns: 1000 },
    );
  });
});
