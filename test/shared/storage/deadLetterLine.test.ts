import fc from 'fast-check';
import { type DeadLetter, decodeDeadLetter, encodeDeadLetter } from '../../../shared/storage/deadLetterLine';

const letter: DeadLetter = {
  reason: 'refused',
  detail: 'HTTP 400',
  partition: '3',
  sequenceNumber: 42,
  offset: '4294967296',
  enqueuedTime: '2026-11-20T17:59:58.123Z',
  body: Buffer.from('{"records":[]}'),
};
const fields = JSON.parse(encodeDeadLetter(letter));
const lineOf = (changes: object) => Buffer.from(JSON.stringify({ ...fields, ...changes }));

it('reads what was written, to the byte', () => {
  const text = fc.string({ unit: 'binary' });
  const body = fc.oneof(
    fc.uint8Array(),
    text.map((written) => Uint8Array.from(Buffer.from(`\ufeff${written}`))),
  );
  const letters = fc.record({
    reason: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/),
    detail: text,
    partition: fc.option(text),
    sequenceNumber: fc.option(fc.maxSafeNat()),
    offset: fc.option(text),
    enqueuedTime: fc.option(text),
    body,
  });
  fc.assert(
    fc.property(letters, (written) => {
      const read = decodeDeadLetter(Buffer.from(encodeDeadLetter(written)));
      expect({ ...read, body: Buffer.from(read!.body) }).toEqual({ ...written, body: Buffer.from(written.body) });
    }),
    { numRuns: 1000 },
  );
});

it.each([
  [0x00, 'base64', 4 / 3],
  [0x1f, 'base64', 4 / 3],
  [0x0b, 'base64', 4 / 3],
  [0xff, 'base64', 4 / 3],
  [0x0a, 'utf8', 2],
  [0x22, 'utf8', 2],
  [0x7f, 'utf8', 1],
])('makes a line of a body of bytes 0x%x, as %s, that is at most twice as long', (byte, encoding, factor) => {
  const body = Buffer.alloc(30_000, byte);
  const line = encodeDeadLetter({ ...letter, body });
  expect(JSON.parse(line).encoding).toBe(encoding);
  expect(line.length - 300).toBeLessThanOrEqual(body.length * factor);
  expect(decodeDeadLetter(Buffer.from(line))?.body).toEqual(body);
});

it('reads a line with a byte order mark, blanks around it, and fields it does not know', () => {
  const line = Buffer.from(`\ufeff ${lineOf({ added: 1 })}\r`);
  expect(decodeDeadLetter(line)).toEqual(letter);
});

it.each<[string, object]>([
  ['no reason', { reason: undefined }],
  ['a reason that is no word', { reason: 'not json' }],
  ['a reason with a line break', { reason: 'a\nb' }],
  ['__proto__ for a reason', { reason: '__proto__' }],
  ['a reason that is no text', { reason: 7 }],
  ['no detail', { detail: undefined }],
  ['no partition', { partition: undefined }],
  ['a partition that is a number', { partition: 3 }],
  ['a sequence number that is text', { sequenceNumber: '42' }],
  ['an offset that is a list', { offset: [] }],
  ['a time that is a number', { enqueuedTime: 7 }],
  ['no body', { body: undefined }],
  ['a body that is an object', { body: {} }],
  ['no encoding', { encoding: undefined }],
  ['another encoding', { encoding: 'latin1' }],
  ['half a surrogate pair', { body: '\ud800' }],
  ['base64 with something else in it', { encoding: 'base64', body: 'YQ==!' }],
  ['base64 that is cut', { encoding: 'base64', body: 'YWI' }],
])('takes a line with %s for no letter', (_name, changes) => {
  expect(decodeDeadLetter(lineOf(changes))).toBeUndefined();
});

it('takes fields from the line alone, not from what it names its prototype', () => {
  const { body, ...rest } = fields;
  const line = `{"__proto__":${JSON.stringify({ body })},${JSON.stringify(rest).slice(1)}`;
  expect(decodeDeadLetter(Buffer.from(line))).toBeUndefined();
  expect(({} as { body?: unknown }).body).toBeUndefined();
});

it.each([
  ['a number beyond all numbers', encodeDeadLetter(letter).replace(':42', ':1e999')],
  ['a list', '[]'],
  ['lists in lists', '['.repeat(1_000_000)],
  ['a number', '1'],
  ['null', 'null'],
  ['half a line', encodeDeadLetter(letter).slice(0, 40)],
  ['a row', '{"Type":"SecurityEvent"}'],
])('takes %s for no letter', (_name, line) => {
  expect(decodeDeadLetter(Buffer.from(line))).toBeUndefined();
});

it.each<[string, BufferEncoding]>([
  ['UTF-16', 'utf16le'],
  ['Latin-1', 'latin1'],
])('takes a line in %s for no letter', (_name, encoding) => {
  const line = encodeDeadLetter({ ...letter, detail: 'é' });
  expect(decodeDeadLetter(Buffer.from(line, encoding))).toBeUndefined();
});

it('never throws, whatever a line holds', () => {
  const anything = fc.oneof(
    fc.uint8Array(),
    fc.json({ maxDepth: 5 }).map((json) => Buffer.from(json)),
    fc.dictionary(fc.constantFrom('__proto__', ...Object.keys(fields)), fc.anything()).map((changes) => {
      try {
        return lineOf(changes);
      } catch {
        return Buffer.from('BigInts are no JSON');
      }
    }),
  );
  fc.assert(
    fc.property(anything, (line) => {
      const read = decodeDeadLetter(line);
      if (read !== undefined) expect(decodeDeadLetter(Buffer.from(encodeDeadLetter(read)))).toEqual(read);
    }),
    { numRuns: 10_000 },
  );
});
