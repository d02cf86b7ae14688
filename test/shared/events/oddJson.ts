import fc, { type Arbitrary } from 'fast-check';
import { hostileValue } from './hostileValues';
import { fileShareRow } from './rows';

// JSON as no serializer writes it: white space anywhere, escapes in names, names twice, numbers in any form.

/** Mostly the usual, once in a while the odd. */
function mostly<T>(usual: Arbitrary<T>, odd: Arbitrary<T>, weight = 20): Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const space = mostly(fc.constant(''), fc.constantFrom(' ', '\t', '\n', '\r', '  \r\n\t', '\u00a0', '\ufeff', '\0'), 60);

function spelledCharacter(character: string): Arbitrary<string> {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const codes = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  const odd = fc.constantFrom(codes, codes.toUpperCase().replaceAll('\\U', '\\u'));
  return mostly(fc.constant(JSON.stringify(character).slice(1, -1)), odd, 200);
}

/** A string in any spelling JSON has for it. */
function spelled(text: string): Arbitrary<string> {
  return fc.tuple(...[...text].map(spelledCharacter)).map((parts) => `"${parts.join('')}"`);
}

/** Strings that end at any distance from a multiple of sixteen bytes. */
const anyString = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('a', '\\', '"', '/', '\n', 'é', '😀'), maxLength: 40 }),
    fc.nat(200).map((length) => 'a'.repeat(length)),
  )
  .chain(spelled);

const eventId = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('5140', '"5140"', '4624') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('5140.0', '5.14e3', '51400E-1', '" 5140 "', '"\\u0035140"', '-5140', '05140'),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789.eE+-'), minLength: 1, maxLength: 8 }) },
);

const oddValue = fc.oneof(hostileValue, anyString);

const usualField = fc.constantFrom(...Object.entries(fileShareRow())).chain(([column, value]) => {
  const usual = typeof value === 'string' ? spelled(value) : fc.constant(JSON.stringify(value));
  return fc.tuple(spelled(column), column === 'EventID' ? eventId : mostly(usual, oddValue));
});
const oddName = fc.oneof(anyString, fc.constantFrom('"records"', '"__proto__"', '""', '"Event\\u0049D"', '"eventid"'));
const field = mostly(usualField, fc.tuple(oddName, oddValue));

const member = fc
  .tuple(space, field, space, space, space)
  .map(([before, [name, value], colon, after, end]) => `${before}${name}${colon}:${after}${value}${end}`);

/** The text of an object: columns of a row in any order, some of them twice, and others nested in them. */
const object = fc
  .tuple(fc.array(member, { maxLength: 12 }), space)
  .map(([members, end]) => `{${members.join(',') || end}}`);

export const oddRow: Arbitrary<string> = mostly(
  object,
  fc.oneof(
    object.map((inner) => `{"EventID":4624,"a":${inner},"b":[${inner}]}`),
    hostileValue,
  ),
);

const between = fc.tuple(space, space, space, space);

/** A document of rows: an envelope, an array or a row. */
export const oddDocument: Arbitrary<string> = fc
  .tuple(fc.array(oddRow, { maxLength: 4 }), between, fc.nat(4))
  .map(([rows, [one, two, three, four], kind]) => {
    const array = `[${one}${rows.join(`${two},${three}`)}${four}]`;
    if (kind === 0) return `${one}${rows[0] ?? '{}'}${two}`;
    if (kind === 1) return `${two}${array}${three}`;
    if (kind === 2) return `{"records":${array},"records"${one}:${two}[]}`;
    return `${three}{${four}"records"${one}:${two}${array}${three}}${four}`;
  });

const oddBytes = [
  0x00, 0x09, 0x0a, 0x1f, 0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x3a, 0x5b, 0x5c, 0x5d, 0x65, 0x75, 0x7b, 0x7d,
];
const notAscii = [0x80, 0xbf, 0xc3, 0xe2, 0xed, 0xef, 0xf0, 0xff];

/** A document, and often a byte of it that is changed, added or left out. */
export const damagedDocument: Arbitrary<Buffer> = fc
  .tuple(oddDocument, fc.nat(), fc.constantFrom(...oddBytes, ...notAscii), fc.nat(3))
  .map(([text, place, byte, kind]) => {
    const bytes = Buffer.from(text);
    const at = place % (bytes.length + 1);
    if (kind === 0) return bytes.subarray(0, at);
    return Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(kind === 1 ? at + 1 : at)]);
  });
