import type { Access, RowReader } from './access';
import type { InputError } from './inputError';
import type { ReadCounts } from './readCounts';
import { type LineProblem, type RowFormat, rowLines } from './rowLines';

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
  { reader, format, counts, onProblem }: RowReading,
): AsyncGenerator<Access> {
  counts.sources++;
  for await (const item of rowLines(countBytes(chunks, counts), source, format)) {
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
