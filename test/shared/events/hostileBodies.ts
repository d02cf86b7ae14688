import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { maxEnvelopeBytes } from '../../../shared/events/envelope';
import { hostileRow } from './hostileRows';
import { nested } from './hostileValues';
import { fileShareRow } from './rows';

/** Ways to write rows, each given as JSON text, as one body. */
const layouts: readonly ((rows: readonly string[]) => string)[] = [
  (rows) => `{"records":[${rows.join(',')}]}`,
  (rows) => `[${rows.join(',')}]`,
  (rows) => rows.map((row) => `{"records":[${row}]}`).join('\n'),
  (rows) => `\ufeff${rows.map((row) => `[\t${row} ]\r`).join('\n\n')}`,
  (rows) => `{"__proto__":{"records":5},"records":0,"records":[\n${rows.join('\n,\n')}\n]}`,
];

export const layout = fc.constantFrom(...layouts);

/** Text as the bytes, or the string, it may arrive as. */
export const transport: Arbitrary<(text: string) => unknown> = fc.constantFrom(
  (text: string): unknown => Buffer.from(text),
  (text: string) => text,
  (text: string) => new Uint8Array(Buffer.from(text)),
  (text: string) => gzipSync(text, { level: 1 }),
);

const envelope = fc.tuple(layout, fc.array(hostileRow, { maxLength: 4 })).map(([write, rows]) => write(rows));

const damagedText = fc
  .tuple(
    envelope,
    fc.nat(),
    fc.constantFrom('', '\0', '}', ']', '\n', '"', ',', 'NaN', 'undefined', '\ufeff', '\ud800', '//'),
  )
  .map(([text, position, damage]) => {
    const at = position % (text.length + 1);
    return text.slice(0, at) + damage + (damage === '' ? '' : text.slice(at));
  });

const utf16 = envelope.map((text) => Buffer.from(`\ufeff${text}`, 'utf16le'));

const damagedGzip = fc
  .tuple(envelope, fc.nat(), fc.nat(255))
  .map(([text, at, byte]) => damagedBytes(gzipSync(text, { level: 1 }), at, byte));

/** Cut short, or with one byte changed. */
function damagedBytes(bytes: Buffer, at: number, byte: number): Buffer {
  if (byte % 2 === 0) return bytes.subarray(0, at % bytes.length);
  const changed = Buffer.from(bytes);
  changed[at % changed.length] = byte;
  return changed;
}

const parsed = fc.oneof(
  fc.anything(),
  fc.jsonValue(),
  envelope.map((text) => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }),
);

const deep = 100_000;
/** Costly, so they are made once and drawn seldom. */
const monsters: readonly unknown[] = [
  '['.repeat(deep),
  nested('[', ']', deep),
  nested('{"records":[', ']}', deep),
  `{"records":[${nested('{"Account":', '}', deep, '1')}]}`,
  `{"records":[${JSON.stringify(fileShareRow({ Level: 'deep' })).replace('"deep"', nested('[', ']', deep))}]}`,
  gzipSync(Buffer.alloc(maxEnvelopeBytes * 2, ' '), { level: 1 }),
  gzipSync(gzipSync(Buffer.alloc(maxEnvelopeBytes * 2, ' '))),
  'x\n'.repeat(deep),
];

/** What a message of the hub may hold, from a healthy envelope of ill rows to no text at all. */
export const hostileBody: Arbitrary<unknown> = fc.oneof(
  { weight: 120, arbitrary: fc.tuple(envelope, transport).map(([text, send]) => send(text)) },
  { weight: 60, arbitrary: fc.tuple(damagedText, transport).map(([text, send]) => send(text)) },
  { weight: 20, arbitrary: utf16 },
  { weight: 30, arbitrary: damagedGzip },
  { weight: 30, arbitrary: parsed },
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  {
    weight: 20,
    arbitrary: fc.constantFrom<unknown>(undefined, null, '', ' \r\n', Buffer.alloc(0), new Uint8Array(), 0, false),
  },
  { weight: 20, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.constantFrom(...monsters) },
);
