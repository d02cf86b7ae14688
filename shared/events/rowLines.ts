import { inflate } from './gzip';
import { isJsonDocument, readJsonDocument } from './jsonDocument';
import { type Line, lines } from './lines';
import { peek } from './peek';
import { parseJson, recordsOf } from './records';
import type { RowColumns } from './rowColumns';
import { type RowScanner, rowScannerOf } from './rowScanner';

/** Why a line holds no row. */
export const lineProblems = ['notJson', 'tooLong', 'partialLastLine'] as const;
export type LineProblem = (typeof lineProblems)[number];

/** A row and the line it stands on (several rows in an envelope share one), or a line that holds none, and why. */
export type RowLine =
  | { readonly line: number; readonly row: unknown }
  | { readonly line: number; readonly problem: LineProblem };

/** What is read of a source, and so how much of it may have to be held in memory. */
export interface RowFormat {
  /** The longest line that is read, in bytes; longer ones are passed over. */
  readonly maxLineBytes: number;
  /** Whether one JSON document spread over lines is read too; it is held in memory whole. */
  readonly documents: boolean;
}

/** Blobs of an export hold a row a line, and a row of Log Analytics is far below 1 MB. */
export const blobFormat: RowFormat = { maxLineBytes: 8 * 1024 * 1024, documents: false };

/** People's files hold what their tools print: envelopes of many rows in one line, or one document over many. */
export const fileFormat: RowFormat = { maxLineBytes: 64 * 1024 * 1024, documents: true };

/** Enough to hold the first line of a document whose first line holds a row. */
const headBytes = 64 * 1024;

/**
 * Reads rows from a file or blob: JSON lines, gzip or not, a row or a `{"records":[…]}` envelope a line; or
 * one JSON document spread over lines where the format has any, up to `maxDocumentBytes`. Blank lines are passed over.
 *
 * The last line of a blob that is being appended to may be cut short: it is then a `partialLastLine`, to be read again
 * another time.
 *
 * @param source what the bytes are read from, for messages
 * @throws InputError where the gzip data is damaged, or a single document is damaged or too large
 */
export async function* rowLines(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  format: RowFormat = blobFormat,
): AsyncGenerator<RowLine> {
  for await (const batch of rowBatches(chunks, source, format)) yield* batch;
}

/**
 * Reads rows as {@link rowLines} does, and hands out those of a chunk at once, to be taken before the next are asked
 * for.
 *
 * @param columns those of the reader of the rows: it may then be given a `ReadRow` for a row
 * @throws InputError as {@link rowLines} does
 */
export async function* rowBatches(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  { maxLineBytes, documents } = blobFormat,
  columns?: RowColumns | undefined,
): AsyncGenerator<Iterable<RowLine>> {
  const { head, all } = await peek(inflate(chunks, source), headBytes);
  if (documents && isJsonDocument(head)) {
    yield recordsOf(await readJsonDocument(all, source)).map((row) => ({ line: 1, row }));
    return;
  }
  const scanner = rowScannerOf(columns);
  for await (const batch of lines(all, maxLineBytes)) yield rowsOf(batch, scanner);
}

function* rowsOf(lines: Iterable<Line>, scanner: RowScanner | undefined): Generator<RowLine> {
  for (const line of lines) {
    const rows = line.bytes && scanner?.scanLine(line.bytes);
    if (rows === undefined) yield* parsedRows(line);
    else for (const row of rows) yield { line: line.number, row };
  }
}

const decoder = new TextDecoder();

function* parsedRows({ number: line, bytes, ended }: Line): Generator<RowLine> {
  if (bytes === undefined) {
    yield { line, problem: 'tooLong' };
    return;
  }
  const text = decoder.decode(bytes);
  if (text.trim() === '') return;
  const document = parseJson(text);
  if (document === undefined) yield { line, problem: ended ? 'notJson' : 'partialLastLine' };
  else for (const row of recordsOf(document)) yield { line, row };
}
