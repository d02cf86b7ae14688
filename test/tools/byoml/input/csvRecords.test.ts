import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import fc from 'fast-check';
import { csvRecords } from '../../../../tools/byoml/input/csvRecords';

interface Outcome {
  readonly records: readonly { readonly fields: readonly string[]; readonly line: number }[];
  /** Line of what is wrong, if anything is. */
  readonly faultAt: number | undefined;
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(chunks: AsyncIterable<Uint8Array>, file: string): Promise<Outcome> {
  const records: { fields: readonly string[]; line: number }[] = [];
  try {
    for await (const some of csvRecords(chunks, file)) records.push(...some);
  } catch (error) {
    return { records, faultAt: Number(/^pairs\.[ct]sv:(\d+): /.exec((error as Error).message)?.[1]) };
  }
  return { records, faultAt: undefined };
}

/** What csv-parse alone makes of a whole file. */
async function parsed(bytes: Uint8Array, file: string): Promise<Outcome> {
  const isComma = file.endsWith('.csv');
  const records: { fields: readonly string[]; line: number }[] = [];
  const parser = parse({
    delimiter: isComma ? ',' : '\t',
    quote: isComma ? '"' : null,
    bom: true,
    skipEmptyLines: true,
    relaxColumnCount: true,
    maxRecordSize: 1_000_000,
    onRecord: (fields: string[], { lines }: { lines: number }) => {
      records.push({ fields, line: lines });
      return null;
    },
  });
  try {
    for await (const _ of Readable.from([Buffer.from(bytes)]).pipe(parser));
  } catch (error) {
    return { records, faultAt: (error as CsvError).lines as number };
  }
  return { records, faultAt: undefined };
}

const file = fc.constantFrom('pairs.csv', 'pairs.tsv');

describe('csvRecords', () => {
  it('are what a parser of the whole file finds, wherever chunks end and quotes begin', async () => {
    const mark = fc.constantFrom(
      ...['a', 'bc', 'é', '\u{1f600}', ',', ',', '\t', '\n', '\n', '\n', '\r\n', '\r', '"', '""', ''],
    );
    const rare = fc.constantFrom<Buffer>(
      Buffer.from([0xff]),
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from([0xff, 0xfe]),
    );
    const plain = fc
      .array(fc.constantFrom('a', 'é', ',', '\t', '\n'), { maxLength: 30 })
      .map((texts) => Buffer.from(texts.join('')));
    const wild = fc.array(mark, { maxLength: 12 }).map((texts) => Buffer.from(texts.join('')));
    const bytes = fc
      .tuple(fc.option(rare, { freq: 4 }), plain, wild, fc.option(rare, { freq: 4 }), plain)
      .map((parts) => Buffer.concat(parts.filter((one) => one !== null)));
    await fc.assert(
      fc.asyncProperty(bytes, file, fc.integer({ min: 1, max: 40 }), async (content, name, size) => {
        const [outcome, expected] = [await read(chunksOf(content, size), name), await parsed(content, name)];
        expect(outcome.faultAt).toBe(expected.faultAt);
        // A stream that fails forgets what it holds, so how many records come before a fault is chance.
        if (expected.faultAt === undefined) expect(outcome.records).toEqual(expected.records);
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it.each([1_000_000, 1_000_001])('bounds a record, as a parser does: %d letters', async (length) => {
    const content = Buffer.from(`a,b\n${'x'.repeat(length)},y\nc,d\n`);
    const outcome = await read(chunksOf(content, 65_536), 'pairs.csv');
    const expected = await parsed(content, 'pairs.csv');
    expect(outcome.faultAt).toBe(length > 1_000_000 ? 2 : undefined);
    expect(expected.faultAt).toBe(outcome.faultAt);
  });

  it('ends the reading of a source that nobody wants the rest of', async () => {
    for (const content of ['a,b\nc,d\n', '"a",b\nc,d\n']) {
      const source = Readable.from([Buffer.from(content), Buffer.from(content)]);
      for await (const _ of csvRecords(source, 'pairs.csv')) break;
      expect(source.destroyed).toBe(true);
    }
  });
});
