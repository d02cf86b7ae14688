import fc from 'fast-check';
import { cutFields } from '../../../shared/sinks/cutFields';
import { tableText } from '../../../shared/text/tableText';

const bytesOf = (value: unknown) => Buffer.byteLength(String(value));

describe('cutFields', () => {
  it('leaves a field of exactly 64 KB alone and cuts one byte more, with a flag', () => {
    const exact = 'x'.repeat(65_536);
    expect(cutFields({ Name: exact })).toEqual({ Name: exact });
    expect(cutFields({ Name: `${exact}y` })).toEqual({ Name: exact, Truncated: true });
  });

  it('cuts between characters, not bytes', () => {
    expect(cutFields({ Name: 'aé€😀' }, 9)).toEqual({ Name: 'aé€', Truncated: true });
    expect(cutFields({ Name: 'aé€😀' }, 10)).toEqual({ Name: 'aé€😀' });
  });

  it('never exceeds the limit, cuts to a prefix and adds no replacement character', () => {
    const wellFormed = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(wellFormed, fc.integer({ min: 4, max: 60 }), (name, limit) => {
        const text = tableText(name);
        const { Name, Truncated } = cutFields({ Name: name }, limit);
        expect(bytesOf(Name)).toBeLessThanOrEqual(limit);
        expect(text.startsWith(String(Name))).toBe(true);
        expect(Truncated).toBe(bytesOf(text) > limit ? true : undefined);
        if (Truncated) expect(bytesOf(Name)).toBeGreaterThan(limit - 4);
      }),
    );
  });

  it('writes what JSON has no word for as null, and dates as ISO 8601', () => {
    const row = { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: { d: -Infinity }, e: new Date(0), f: undefined };
    expect(cutFields(row)).toEqual({ a: null, b: null, c: { d: null }, e: '1970-01-01T00:00:00.000Z' });
  });

  it('spells out what a table must not show, nested too, before it measures', () => {
    expect(cutFields({ a: 'x\u202ey', b: ['<b>', '\u200b'] })).toEqual({
      a: 'x⟦U+202E⟧y',
      b: ['⟦U+003C⟧b⟦U+003E⟧', '⟦U+200B⟧'],
    });
    expect(cutFields({ a: 'x\u202ey' }, 6)).toEqual({ a: 'x⟦U+', Truncated: true });
  });

  it('replaces half a surrogate pair, nested ones too', () => {
    expect(cutFields({ a: 'x\ud800y', b: ['\udc00'] })).toEqual({ a: 'x\ufffdy', b: ['\ufffd'] });
  });

  it('leaves out a nested value that is too large, and says so in its place and in the flag', () => {
    expect(cutFields({ a: { b: [1, 2, 3] } }, 13)).toEqual({ a: { b: [1, 2, 3] } });
    expect(cutFields({ a: { b: [1, 2, 3] } }, 12)).toEqual({
      a: { leftOut: '13 bytes of JSON, and a field may have 12' },
      Truncated: true,
    });
  });

  it('keeps a column called __proto__ a column', () => {
    const sent = cutFields(JSON.parse('{"__proto__": "x"}'));
    expect(Object.entries(sent)).toEqual([['__proto__', 'x']]);
  });
});
