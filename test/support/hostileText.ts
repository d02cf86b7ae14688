import fc from 'fast-check';

/** Code points that must not reach a table or a log: written out, so as not to follow the code held against them. */
const forbidden: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe0fff],
];

/** The forbidden characters of a text. */
export function unseenIn(text: string): string[] {
  return [...text].filter((character) => {
    const code = character.codePointAt(0)!;
    return forbidden.some(([first, last]) => code >= first && code <= last);
  });
}

const characters = fc.constantFrom(
  ...'\u0000\u0007\t\n\r\u001b\u007f\u0085\u009b\u00ad\u061c\u200b\u200d\u200e\u200f\u2028\u2029',
  ...'\u202a\u202d\u202e\u2060\u2066\u2069\ufe0f\ufeff⟦⟧<>[]()=+-@＝|`*_{}$&\'"#;:/\\!%',
  ...['\u{e0001}', '\u{e0041}', '\u{e007f}', '\u{1f5dd}', '\ud800', '\udc00', 'a', 'B', ' ', 'é', '0', '202E'],
);
const payloads = fc.constantFrom(
  '=HYPERLINK("http://x","y")',
  "+cmd|'/c calc'!A1",
  '@SUM(1)',
  '<img src=x onerror=alert(1)>',
  '[click](http://x)',
  '![](http://x)',
  "' | union SecurityEvent //",
  '{{User}}',
  '⟦U+202E⟧',
  'fin\u202exslx.exe',
  '\u001b[2Jcleared',
  'a\u2028{"function":"scoreEvents"}',
);

/** Names as an attacker would choose them, among ordinary text. */
export const hostileText = fc.oneof(
  fc.array(fc.oneof(characters, payloads), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
