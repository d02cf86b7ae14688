import fc from 'fast-check';
import { longs, strings, zonelessTime } from '../../../../tools/local/functionHost/toTypedData';

describe('strings', () => {
  it('drops empty and missing strings unless the app wants them', () => {
    const values = ['a', '', undefined, 'b'];
    expect(strings(values, {})).toEqual({ collectionString: { string: ['a', 'b'] } });
    expect(strings(values, { IncludeEmptyEntriesInMessagePayload: 'true' })).toEqual({
      collectionString: { string: ['a', '', '', 'b'] },
    });
  });
});

describe('longs', () => {
  it('splits a number into its two halves', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const { low, high, unsigned } = longs([value]).collectionSint64!.sint64[0]!;
        expect(high * 2 ** 32 + (low >>> 0)).toBe(value);
        expect(unsigned).toBe(false);
      }),
    );
  });
});

describe('zonelessTime', () => {
  it.each([
    ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678'],
    ['2026-01-02T03:04:05.670Z', '2026-01-02T03:04:05.67'],
    ['2026-01-02T03:04:50.000Z', '2026-01-02T03:04:50'],
  ])('%s', (date, expected) => {
    expect(zonelessTime(new Date(date))).toBe(expected);
  });
});
