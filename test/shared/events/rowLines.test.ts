import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { InputError } from '../../../shared/events/inputError';
import { maxDocumentBytes } from '../../../shared/events/jsonDocument';
import { blobFormat, fileFormat, rowLines } from '../../../shared/events/rowLines';
import { chunksOf, collect } from './chunks';

const read = (bytes: Uint8Array | string, size?: number, format = fileFormat) =>
  collect(rowLines(chunksOf(bytes, size), 'rows.json', format));

describe('rowLines', () => {
  it('reads a row a line', async () => {
    expect(await read('{"a":1}\r\n\n{"a":2}\n')).toEqual([
      { line: 1, row: { a: 1 } },
      { line: 3, row: { a: 2 } },
    ]);
  });

  it('reads envelopes, byte order marks and gzip', async () => {
    const text = '\ufeff{"records":[{"a":1},{"a":2}]}\n\ufeff{"records":[]}\n{"a":3}';
    const rows = [
      { line: 1, row: { a: 1 } },
      { line: 1, row: { a: 2 } },
      { line: 3, row: { a: 3 } },
    ];
    expect(await read(text)).toEqual(rows);
    expect(await read(gzipSync(text), 7)).toEqual(rows);
  });

  it('reports lines that hold no JSON and goes on', async () => {
    expect(await read('{"a":1\n{"a":2}\nhello\n{"a":3}\n')).toEqual([
      { line: 1, problem: 'notJson' },
      { line: 2, row: { a: 2 } },
      { line: 3, problem: 'notJson' },
      { line: 4, row: { a: 3 } },
    ]);
  });

  it('tells a last line that is still being written', async () => {
    expect(await read('{"a":1}\n{"a":')).toEqual([
      { line: 1, row: { a: 1 } },
      { line: 2, problem: 'partialLastLine' },
    ]);
    expect(await read(Buffer.from('{"a":"Zoë"}').subarray(0, 9))).toEqual([{ line: 1, problem: 'partialLastLine' }]);
  });

  it.each([
    ['blob', blobFormat, 8],
    ['file', fileFormat, 64],
  ])('passes over lines of a %s that are too long', async (_, format, megabytes) => {
    const long = `{"a":"${'x'.repeat(megabytes * 1024 * 1024)}"}`;
    expect(await read(`${long}\n{"a":1}\n`, undefined, format)).toEqual([
      { line: 1, problem: 'tooLong' },
      { line: 2, row: { a: 1 } },
    ]);
  });

  it('reads no document in a blob, which it would have to hold whole', async () => {
    expect(await collect(rowLines(chunksOf('[\n{"a":1}\n]\n'), 'PT05M.json'))).toEqual([
      { line: 1, problem: 'notJson' },
      { line: 2, row: { a: 1 } },
      { line: 3, problem: 'notJson' },
    ]);
  });

  it('never holds what a gzip bomb inflates to', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, 'a'), { level: 1 });
    const before = process.memoryUsage().arrayBuffers;
    expect(await read(bomb)).toEqual([{ line: 1, problem: 'tooLong' }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it.each([
    ['an array', JSON.stringify([{ a: 1 }, { a: 2 }])],
    ['an array over lines', JSON.stringify([{ a: 1 }, { a: 2 }], null, 2)],
    ['an array, a row a line', '[{"a":1},\n{"a":2}]\n'],
    ['an envelope over lines', JSON.stringify({ records: [{ a: 1 }, { a: 2 }] }, null, '\t')],
    ['an envelope, a row a line', '\ufeff{ "records": [\r\n{"a":1},\r\n{"a":2}\r\n]}'],
  ])('reads %s as one document', async (_, text) => {
    expect(await read(text, 3)).toEqual([
      { line: 1, row: { a: 1 } },
      { line: 1, row: { a: 2 } },
    ]);
  });

  it('reads one row over lines', async () => {
    expect(await read(JSON.stringify({ a: { b: 1 } }, null, 2))).toEqual([{ line: 1, row: { a: { b: 1 } } }]);
  });

  it('reads nothing in an empty file', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n \n')).toEqual([]);
  });

  it('refuses a document that is cut short, and says what to do', async () => {
    const error = await read('[{"a":1},\n{"a":').catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^rows.json .* is not valid JSON: .* JSON lines/) });
  });

  it('refuses a document that is too large, without reading all of it', async () => {
    let handedOut = 0;
    async function* endless() {
      yield Buffer.from('[');
      for (; handedOut < 1000; handedOut++) yield Buffer.alloc(1024 * 1024, ' ');
    }
    await expect(collect(rowLines(endless(), 'rows.json', fileFormat))).rejects.toThrow(
      'rows.json is one JSON document of more than 64 MB',
    );
    expect(handedOut).toBeLessThanOrEqual(maxDocumentBytes / 1024 / 1024);
  });

  it('gives back the rows that were written, however the bytes are cut', async () => {
    const rows = fc.array(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }), { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 50 }), fc.boolean(), async (rows, size, zip) => {
        const text = rows.map((row) => `${JSON.stringify({ '~': 0, ...row })}\n`).join('');
        const parsed = text.trimEnd().split('\n');
        const expected = parsed.map((line, index) => ({ line: index + 1, row: JSON.parse(line) }));
        expect(await read(zip ? gzipSync(text) : text, size)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('accounts for every line of any text', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '{', '}', '1', ',', ':', '\n', 'ë'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        const result = await read(`1\n${text}`, 4);
        expect(result.map(({ line }) => line)).toEqual(
          `1\n${text}`.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [index + 1])),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
