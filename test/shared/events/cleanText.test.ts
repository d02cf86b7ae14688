import { toUSVString } from 'node:util';
import fc from 'fast-check';
import { cleanText, isCut, maxTextLength } from '../../../shared/events/cleanText';

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.string({ unit: 'grapheme' }));

describe('cleanText', () => {
  it.each([
    undefined,
    null,
    '',
    '-',
    ' - ',
    ' \t\r\n',
    {},
    [],
    ['a'],
    Symbol('a'),
    () => 'a',
  ])('%p is empty', (value) => {
    expect(cleanText(value)).toBe('');
  });

  it.each([
    [5140, '5140'],
    [true, 'true'],
    [' CONTOSO\\alice\u0000 ', 'CONTOSO\\alice'],
    ['a\u0000b\u0085c\r\nd', 'abcd'],
    ['\ud800alice\udc00', '\ufffdalice\ufffd'],
    ['Zoë 🗝', 'Zoë 🗝'],
    ['--', '--'],
  ])('%p reads %p', (value, text) => {
    expect(cleanText(value)).toBe(text);
  });

  it('keeps long texts apart that start alike', () => {
    const [one, other] = ['1', '2'].map((end) => cleanText(`${'a'.repeat(5000)}${end}`));
    expect(one).toHaveLength(maxTextLength);
    expect(one).not.toBe(other);
  });

  it('tells a text it has cut from one that fits', () => {
    const longest = 'a'.repeat(maxTextLength);
    expect([longest, `${longest}a`, ''].map((text) => isCut(cleanText(text)))).toEqual([false, true, false]);
  });

  it('does not cut a character in two', () => {
    expect(cleanText('🗝'.repeat(maxTextLength))).toMatch(/^🗝+\ufffd#[0-9a-f]{32}$/u);
  });

  it('leaves what is plain alone, as it leaves alone the same text with a control character to take out', () => {
    const unit = fc.constantFrom(' ', '-', '~', '!', 'a', '\\', '\x7f', '\x1f', '\x80', 'é', '\ud800', '\u00a0');
    const text = fc.oneof(
      fc.string({ unit, maxLength: 6 }),
      fc.nat(1100).map((length) => 'a'.repeat(length)),
    );
    fc.assert(
      fc.property(text, (text) => expect(cleanText(text)).toBe(cleanText(`\0${text}`))),
      { numRuns: 10_000 },
    );
  });

  it('gives bounded, well-formed, printable text that it leaves alone a second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cleaned = cleanText(text);
        expect(cleaned.length).toBeLessThanOrEqual(maxTextLength);
        expect(toUSVString(cleaned)).toBe(cleaned);
        expect(cleaned).not.toMatch(/\p{Cc}/u);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
      { numRuns: 1000 },
    );
  });
});
