import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../../shared/events/inputError';
import { type CsvRecord, type CsvRest, plainRecords } from './plainCsv';

/**
 * Records of a comma- or tab-separated file (by its name), in the order of its lines and some at a time.
 * @throws InputError naming the file and the line.
 */
export async function* csvRecords(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<readonly CsvRecord[]> {
  const delimiter = /\.tsv(\.gz)?$/i.test(file) ? '\t' : ',';
  const quote = delimiter === ',' ? '"' : null;
  let rest: CsvRest | undefined;
  yield* plainRecords(chunks, delimiter, quote, (left) => {
    rest = left;
  });
  if (rest !== undefined) yield* parseRest(rest, delimiter, quote, file);
}

async function* parseRest(
  { lines, chunks }: CsvRest,
  delimiter: string,
  quote: string | null,
  file: string,
): AsyncGenerator<readonly CsvRecord[]> {
  const parser = parse({
    delimiter,
    quote,
    // What ends the first line ends all others.
    ...(lines > 0 ? { recordDelimiter: '\n' } : { bom: true }),
    info: true,
    skipEmptyLines: true,
    relaxColumnCount: true,
    maxRecordSize: 1_000_000,
  });
  // An error of the source destroys the parser with it, so the loop below throws it.
  pipeline(chunks, parser, () => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield [{ fields: record, line: lines + info.lines }];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? lines + error.lines : '?';
    throw new InputError(`${file}:${line}: ${csvFaults[error.code] ?? error.message}`, { cause: error });
  }
}

/** What the parser finds wrong, in words. */
const quotes =
  'the quotes in it do not match; a quote within quotes is written twice, and tabs separate only in .tsv files.';
const csvFaults: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: quotes,
  CSV_QUOTE_NOT_CLOSED: quotes,
  INVALID_OPENING_QUOTE: quotes,
  CSV_MAX_RECORD_SIZE: 'it is longer than a pair can be; is a quote left open?',
};
