import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { maxEnvelopeBytes, readEnvelope, unreadableReasons } from '../../../shared/events/envelope';
import { fileShareRow } from './rows';

const rows = [fileShareRow(), fileShareRow({ Account: 'CONTOSO\\Zoë' })];
const envelope = JSON.stringify({ records: rows });

describe('readEnvelope', () => {
  it.each([
    ['bytes', Buffer.from(envelope)],
    ['bytes of another view', new Uint8Array(Buffer.from(envelope))],
    ['gzip', gzipSync(envelope)],
    ['text', envelope],
    ['text with a byte order mark', `\ufeff${envelope}`],
    ['bytes with a byte order mark', Buffer.from(`\ufeff${envelope}`)],
    ['parsed JSON', JSON.parse(envelope)],
    ['an array', JSON.stringify(rows)],
    ['a parsed array', rows],
    ['pretty-printed JSON', JSON.stringify({ records: rows }, null, 2)],
    ['JSON lines', rows.map((row) => JSON.stringify(row)).join('\r\n')],
    ['JSON lines with blank ones', `\n${rows.map((row) => JSON.stringify(row)).join('\n\n')}\n`],
    ['an array of envelopes', JSON.stringify(rows.map((row) => ({ records: [row] })))],
    ['envelopes a line', rows.map((row) => JSON.stringify({ records: [row] })).join('\n')],
  ])('reads %s', (_, body) => {
    expect(readEnvelope(body)).toEqual({ rows });
  });

  it('reads one bare row', () => {
    expect(readEnvelope(JSON.stringify(rows[0]))).toEqual({ rows: [rows[0]] });
    expect(readEnvelope(rows[0])).toEqual({ rows: [rows[0]] });
  });

  it('hands out what an array holds for the reader to judge', () => {
    expect(readEnvelope('{"records":[1,null,"a"]}')).toEqual({ rows: [1, null, 'a'] });
    expect(readEnvelope('{"records":[]}')).toEqual({ rows: [] });
  });

  it.each([
    ['emptyBody', undefined],
    ['emptyBody', null],
    ['emptyBody', ''],
    ['emptyBody', ' \r\n'],
    ['emptyBody', Buffer.alloc(0)],
    ['emptyBody', gzipSync('')],
    ['notJson', 'hello'],
    ['notJson', envelope.slice(0, -1)],
    ['notJson', `${envelope}\nhello`],
    ['notJson', Buffer.from([0xff, 0xfe, 0x00])],
    ['noRecords', '123'],
    ['noRecords', 123],
    ['noRecords', true],
    ['noRecords', 'null'],
    ['noRecords', '"text"'],
    ['noRecords', '{}'],
    ['noRecords', '{"hello": 1}'],
    ['noRecords', '{"records": {"Type": "SecurityEvent"}}'],
    ['noRecords', '{"__proto__": {"records": []}}'],
    ['corruptGzip', gzipSync(envelope).subarray(0, 40)],
    ['corruptGzip', Buffer.from([0x1f, 0x8b])],
    ['tooLarge', gzipSync(Buffer.alloc(maxEnvelopeBytes + 1, ' '))],
    ['tooLarge', Buffer.alloc(maxEnvelopeBytes + 1, ' ')],
    ['tooLarge', `"${'a'.repeat(maxEnvelopeBytes)}"`],
  ])('says %s', (reason, body) => {
    expect(readEnvelope(body)).toEqual({ unreadable: reason });
  });

  it('reads an array of as many empty rows as fit, and refuses one more', () => {
    const arrayOf = (rows: number) => gzipSync(`[${'{},'.repeat(rows - 1)}{}]`, { level: 1 });
    const most = Math.floor((maxEnvelopeBytes - 1) / 3);
    const largest = readEnvelope(arrayOf(most));
    expect('rows' in largest && largest.rows.length).toBe(most);
    expect(readEnvelope(arrayOf(most + 1))).toEqual({ unreadable: 'tooLarge' });
  });

  it('stops at the first line that is no JSON or holds no rows', () => {
    expect(readEnvelope('x\n'.repeat(maxEnvelopeBytes / 2))).toEqual({ unreadable: 'notJson' });
    const parse = jest.spyOn(JSON, 'parse');
    try {
      expect(readEnvelope(`[]\n${'x\n'.repeat(1000)}`)).toEqual({ unreadable: 'notJson' });
      expect(readEnvelope(`[]\n${'1\n'.repeat(1000)}`)).toEqual({ unreadable: 'noRecords' });
      // Each time the whole text, the line that holds rows and the one that does not.
      expect(parse).toHaveBeenCalledTimes(6);
    } finally {
      parse.mockRestore();
    }
  });

  it('survives deep nesting', () => {
    // Again and again: code that has run often is compiled, and compiled code may need another depth of stack.
    for (let time = 0; time < 4; time++) {
      expect(readEnvelope('['.repeat(maxEnvelopeBytes))).toEqual({ unreadable: 'notJson' });
    }
    const deep = 100_000;
    const array = readEnvelope('['.repeat(deep) + ']'.repeat(deep));
    expect('rows' in array && array.rows.length).toBe(1);
    const object = readEnvelope(`${'{"records":['.repeat(deep)}${']}'.repeat(deep)}`);
    expect('rows' in object && object.rows.length).toBe(1);
  });

  it('reads anything without throwing', () => {
    const bytes = fc.uint8Array({ maxLength: 64 });
    const anyBody = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.json(),
      bytes,
      bytes.map((rest) => Buffer.concat([Buffer.from([0x1f, 0x8b, 0x08]), rest])),
    );
    fc.assert(
      fc.property(anyBody, (body) => {
        const result = readEnvelope(body);
        if ('unreadable' in result) expect(unreadableReasons).toContain(result.unreadable);
        else expect(Array.isArray(result.rows)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
