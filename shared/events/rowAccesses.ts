import type { Access, RowReader } from './access';
import type { InputError } from './inputError';
import type { ReadCounts } from './readCounts';
import { type LineProblem, type RowFormat, type RowLine, rowBatches } from './rowLines';

/** A line that holds no row, or a file or blob that could not be read to its end. */
export type ReadProblem =
  | { readonly source: string; readonly line: number; readonly problem: LineProblem }
  | { readonly source: string; readonly error: InputError };

/** How rows are read, and who hears about what is not an access. */
export interface RowReading {
  readonly reader: RowReader;
  /** By default that of an export's blobs. */
  readonly format?: RowFormat | undefined;
  /** Added to while reading. */
  readonly counts: ReadCounts;
  readonly onProblem?: ((problem: ReadProblem) => void) | undefined;
}

/**
 * Reads the accesses of one file or blob, one row at a time. Every row is counted, as an access, by the reason it is
 * skipped for or by its problem.
 *
 * @param source name of the file or blob, for messages
 * @throws InputError where it cannot be read to its end; what comes before has been handed out
 */
export async function* rowAccesses(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  reading: RowReading,
): AsyncGenerator<Access> {
  for await (const batch of accessBatches(chunks, source, reading)) for (const access of batch) yield access;
}

/**
 * Reads accesses as {@link rowAccesses} does, and hands out those of a chunk at once, to be taken before the next are
 * asked for.
 *
 * @throws InputError as {@link rowAccesses} does
 */
export async function* accessBatches(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  reading: RowReading,
): AsyncGenerator<Iterable<Access>> {
  const { reader, format, counts } = reading;
  counts.sources++;
  const batches = rowBatches(countBytes(chunks, counts), source, format, reader.columns);
  for await (const batch of batches) yield accessesOf(batch, source, reading);
}

function* accessesOf(
  rows: Iterable<RowLine>,
  source: string,
  { reader, counts, onProblem }: RowReading,
): Generator<Access> {
  for (const item of rows) {
    counts.rows++;
    if ('problem' in item) {
      counts.problems[item.problem]++;
      onProblem?.({ source, line: item.line, problem: item.problem });
      continue;
    }
    const reading = reader(item.row);
    if ('access' in reading) {
      counts.accesses++;
      yield reading.access;
    } else {
      counts.skipped[reading.skipped]++;
    }
  }
}

async function* countBytes(chunks: AsyncIterable<Uint8Array>, counts: ReadCounts): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    counts.bytes += chunk.length;
    yield chunk;
  }
}
