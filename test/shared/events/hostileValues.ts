import fc, { type Arbitrary } from 'fast-check';
import { fileShareEventData } from './rows';

const blanks = ['', ' ', '-', '\\', '-\\-', '\\\\*\\', '@', '\0', '\0'.repeat(2000)];
const characters = ['A\0B', '\u001b[31m', 'a\nb\u2028c', '\u202e', '\ud800', 'x\udc00y', 'İ', '٥١٤٠'];
const otherTypes = ['__proto__', 'constructor', 'NaN', '1e999', '0x1414', '5140', ' 5140 ', '5140.0', 'true', 'null'];
const long = ['a'.repeat(1024), 'a'.repeat(1025), `a${'😀'.repeat(600)}`, 'İ'.repeat(1024), '\\'.repeat(1500)];
const eventData = [
  '<Data Name="ShareName">&#xD800;',
  '<EventData>'.repeat(50),
  fileShareEventData({ ShareName: '\\\\*\\&#xD800;&#0;', SubjectUserName: '&#x110000;&amp;amp;', IpAddress: '&lt;' }),
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  // Any code units: half surrogate pairs, controls, noncharacters.
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 6 }),
  fc.constantFrom(...blanks, ...characters, ...otherTypes, ...long, ...eventData),
);

const outOfRange = ['+275760-09-13T00:00:00.000Z', '275760-09-13T00:00:00Z', '-271821-04-20T00:00:00.000Z'];
const atTheEdge = ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00+00:01', '9999-12-31T23:59:59.9999999Z'];
const pastTheEdge = ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59-00:01'];
const noSuchTime = ['2016-12-31T23:59:60Z', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-20T24:00:00Z'];
const noSuchZone = ['2026-11-20T08:13:52+99:99', '2026-11-20T08:13:52z'];
const otherForms = ['/Date(1763626432000)/', '/Date(1763626432000+0100)/', '1763626432000', '20 November 2026', 'NaN'];
const timeNumbers = ['1763626432000', '1763626432', '-1', '8640000000000001', '-8.64e15', '1e999', '0'];

/** The JSON text of what may stand for a time. */
export const hostileTime: Arbitrary<string> = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => JSON.stringify(date)),
  fc
    .constantFrom(...outOfRange, ...atTheEdge, ...pastTheEdge, ...noSuchTime, ...noSuchZone, ...otherForms)
    .map((time) => JSON.stringify(time)),
  fc.constantFrom(...timeNumbers),
);

/** Numbers as JSON may write them, and JavaScript can not always hold them. */
const eventNumbers = ['5140', '5140.0', '5.14e3', '51400e-1', '5140.5', '-5140', '"5140"', '" 5140\\n"'];
const extremes = ['-0', '1e999', '-1e999', '1e-999', '9007199254740993', '9'.repeat(400)];
const number = fc.oneof(
  fc.constantFrom(...eventNumbers, ...extremes),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);

const constants = ['null', 'true', 'false', '[]', '{}', '{"records":[]}', '{"toString":null,"valueOf":1}'];
const prototypes = ['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'];
const structure = fc.oneof(
  fc.constantFrom(...constants, ...prototypes, nested('[', ']', 500), nested('{"a":', '}', 500, '1')),
  fc.json({ maxDepth: 3 }),
);

/** The JSON text of what no column should hold. */
export const hostileValue: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: text.map((string) => JSON.stringify(string)) },
  { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: hostileTime },
  { weight: 2, arbitrary: structure },
);

export function nested(open: string, close: string, depth: number, core = ''): string {
  return open.repeat(depth) + core + close.repeat(depth);
}
