import fc from 'fast-check';
import { readEnvelope } from '../../../shared/events/envelope';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { recordsOf } from '../../../shared/events/records';
import { isRow, type Row, rawField } from '../../../shared/events/row';
import { ReadRow, type RowColumns } from '../../../shared/events/rowColumns';
import { RowScanner, rowScannerOf } from '../../../shared/events/rowScanner';
import { rowScannerKernel } from '../../../shared/events/rowScannerKernel';
import { hostileBody } from './hostileBodies';
import { hostileRuns } from './hostileRows';
import { nested } from './hostileValues';
import { damagedDocument, oddDocument } from './oddJson';
import { fileShareRow } from './rows';

const reader = fileShareReader(defaultIdentityRules);
const columns = reader.columns!;
const names = columns.flatMap((group) => group.columns.map(([name]) => name));
/** The same columns, all of them read as they are. */
const all: RowColumns = [{ columns: names.map((name) => [name, (value) => value] as const), isEnough: () => true }];

const { WebAssembly: webAssembly } = globalThis as unknown as { WebAssembly: { validate: unknown; Module: unknown } };
/** What V8 says where a memory cannot be had; called, and made with `new`. */
function outOfMemory(): never {
  throw new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance');
}

const valuesOf = (row: unknown) => names.map((name) => rawField(row as Row, name));

/** What the scanner gives, held against JSON.parse; `undefined` where it leaves the text to that. */
function scan(text: string | Uint8Array): readonly (readonly unknown[])[] | undefined {
  const bytes = Buffer.from(text);
  const rows = rowScannerOf(all)!
    .scanLine(bytes)
    ?.map(({ values }) => values);
  if (rows === undefined) return undefined;
  const parsed = recordsOf(JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)));
  expect(parsed.every(isRow)).toBe(true);
  expect(rows).toEqual(parsed.map(valuesOf));
  return rows;
}

describe('the row scanner', () => {
  const row = fileShareRow();
  const text = JSON.stringify(row);

  it.each([
    ['a row', text],
    ['an envelope', `{"records":[${text}]}`],
    ['an array', `[${text}]`],
    ['white space', ` \r\n{ "records" :\t[\n${JSON.stringify(row, null, 2)} ] }\n`],
    ['a column twice', `{"EventID":4624,${text.slice(1)}`],
    ['columns within others', `{"a":{"EventID":1,"b":[{"EventID":2}]},${text.slice(1)}`],
    ['a name of no column', `{"__proto__":{"EventID":1},"":1,"EventId":2,${text.slice(1)}`],
    ['the deepest value', `{"a":${nested('[', ']', 64)},${text.slice(1)}`],
    ['a long row', `{"a":"${'x'.repeat(5_000_000)}",${text.slice(1)}`],
  ])('takes %s', (_, text) => {
    expect(scan(text)).toEqual([valuesOf(row)]);
  });

  it.each([
    ['an escape in a name', '{"Event\\u0049D":5140}'],
    ['an envelope within a row', '{"EventID":5140,"records":[]}'],
    ['more than records in an envelope', '{"records":[],"a":1}'],
    ['an envelope in an array', '[{"records":[{"EventID":5140}]}]'],
    ['rows that are none', '[{"EventID":5140},1]'],
    ['a value too deep', `{"a":${nested('[', ']', 65)}}`],
    ['a byte order mark', '\ufeff{"EventID":5140}'],
    ['two documents', '{"EventID":5140}\n{"EventID":5140}'],
    ['text above its limit', `{"a":"${'x'.repeat(8 * 1024 * 1024)}"}`],
  ])('leaves %s to JSON.parse', (_, text) => {
    expect(() => scan(text)).not.toThrow();
    expect(scan(text)).toBeUndefined();
  });

  it.each([
    ...[
      '',
      ' ',
      '{',
      '}',
      '[',
      '[]]',
      '{}}',
      '[,]',
      '{,}',
      '[{},]',
      '[{}{}]',
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
      '{"a" 1}',
    ],
    ...['{a:1}', "{'a':1}", '{"a":1 "b":2}', '{"a":[1,]}', '{"a":[,1]}', '{"a":{"b":1,}}', '{"a":{"b"}}', '{"a":[1}'],
    ...['01', '-', '+1', '1.', '.5', '1e', '1e+', '0x1', '1_0', 'NaN', 'Infinity', '-Infinity'].map(
      (n) => `{"a":${n}}`,
    ),
    ...['tru', 'True', 'nul', 'nulll', 'falsy', 'undefined', '//', '1 2'].map((literal) => `{"a":${literal}}`),
    ...['"\t"', '"\0"', '"\n"', '"\\x41"', '"\\u12"', '"\\u12G4"', '"\\', '"', '"\\"', '"\\u'].map((s) => `{"a":${s}}`),
    ...['"tru', '"1', '"-', '"1e', '"\\u0', 'tru', '1', '-', '1e', '[', '{'].map((end) => `{"a":${end}`),
    ...['{}\0', '\0{}', '{\u00a0}', '{}\u2028', '{"records":[}', '{"records":[]', '{"records":[{]}', '{"records":[]]'],
  ])('does not take %j, which is no JSON', (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(scan(text)).toBeUndefined();
  });

  it.each([
    '0',
    '-0',
    '10',
    '1.5',
    '1e5',
    '1E+5',
    '1.25e-5',
    '1e999',
    '9'.repeat(400),
  ])('takes the number %s', (number) => {
    expect(scan(`{"EventID":${number},"b":${number}}`)).toEqual([valuesOf({ EventID: JSON.parse(number) })]);
  });

  it('gives what JSON.parse gives, whatever the text, and seldom leaves a text to it', () => {
    let scanned = 0;
    fc.assert(
      fc.property(oddDocument, (text) => {
        if (scan(text) !== undefined) scanned++;
      }),
      hostileRuns,
    );
    expect(scanned).toBeGreaterThan(hostileRuns.numRuns / 4);
  });

  it('takes nothing that JSON.parse refuses, wherever a text is damaged', () => {
    let refused = 0;
    fc.assert(
      fc.property(damagedDocument, (bytes) => {
        if (scan(bytes) === undefined) refused++;
      }),
      hostileRuns,
    );
    expect(refused).toBeLessThan(hostileRuns.numRuns);
  });

  it('gives each value its own text, however many there are and however they alternate', () => {
    const name = fc.nat(5000).map((number) => `DOMAIN\\${number}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { minLength: 50, maxLength: 200 }), (accounts) => {
        const rows = accounts.map(([Account, Computer]) => ({ EventID: 5140, Account, Computer, ShareName: Account }));
        expect(scan(JSON.stringify(rows))).toEqual(rows.map(valuesOf));
      }),
      { numRuns: 200 },
    );
  });

  it('decodes bytes that are no UTF-8 as a decoder of the whole text does', () => {
    const bytes = fc.uint8Array({ maxLength: 12 }).filter((bytes) => !bytes.some((byte) => byte < 32 || byte === 0x22));
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const text = [Buffer.from('{"Account":"'), one, Buffer.from('","a":"'), other, Buffer.from('"}')];
        scan(Buffer.concat(text));
      }),
      hostileRuns,
    );
  });

  it('leaves a text to JSON.parse where its memory cannot grow, and takes the next', () => {
    const kernel = rowScannerKernel()!;
    const { memory } = kernel;
    const grow = (pages: number) => (pages > 0 ? outOfMemory() : memory.grow(0));
    const fixed = {
      get buffer() {
        return memory.buffer;
      },
      grow,
    };
    const scanner = new RowScanner({ ...kernel, memory: fixed }, all);
    expect(scanner.scanLine(Buffer.from(`{"a":"${'x'.repeat(5_000_000)}"}`))).toBeUndefined();
    expect(scanner.scanLine(Buffer.from(text))).toEqual([new ReadRow(valuesOf(row))]);
  });

  it('skips a row by what decides, without looking at the rest', () => {
    const text = '{"Account":"a","Type":"SecurityEvent","EventID":4624}';
    expect(rowScannerOf(columns)!.scanLine(Buffer.from(text))).toEqual([new ReadRow(['SecurityEvent', 4624])]);
  });
});

describe('a reader that tells its columns', () => {
  it('reads the same in a message of any form as without', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileBody,
          oddDocument.map((text) => Buffer.from(text)),
          damagedDocument,
        ),
        (body) => {
          const plain = readEnvelope(body);
          const fast = readEnvelope(body, columns);
          if ('unreadable' in plain) expect(fast).toEqual(plain);
          else expect('rows' in fast && fast.rows.map(reader)).toEqual(plain.rows.map(reader));
        },
      ),
      hostileRuns,
    );
  });

  it.each([
    ['WebAssembly knows no SIMD', { validate: () => false }],
    ['there is no WebAssembly', undefined],
    [
      'no addresses are left for its memory',
      { validate: webAssembly.validate, Module: webAssembly.Module, Instance: outOfMemory },
    ],
  ])('is handed whole rows where %s', (_, replaced) => {
    const body = Buffer.from(JSON.stringify([fileShareRow()]));
    expect(readEnvelope(body, columns)).toEqual({ rows: [expect.any(ReadRow)] });
    try {
      Object.assign(globalThis, { WebAssembly: replaced });
      jest.isolateModules(() => {
        const isolated: typeof import('../../../shared/events/envelope') = require('../../../shared/events/envelope');
        expect(isolated.readEnvelope(body, columns)).toEqual({ rows: [fileShareRow()] });
      });
    } finally {
      Object.assign(globalThis, { WebAssembly: webAssembly });
    }
  });
});
