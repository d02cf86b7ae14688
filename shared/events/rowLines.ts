import { inflate } from './gzip';
import { isJsonDocument, readJsonDocument } from './jsonDocument';
import { lines } from './lines';
import { peek } from './peek';
import { parseJson, recordsOf } from './records';

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
  { maxLineBytes, documents } = blobFormat,
): AsyncGenerator<RowLine> {
  const { head, all } = await peek(inflate(chunks, source), headBytes);
  if (documents && isJsonDocument(head)) {
    for (const row of recordsOf(await readJsonDocument(all, source))) yield { line: 1, row };
    return;
  }
  const decoder = new TextDecoder();
  for await (const { number, bytes, ended } of lines(all, maxLineBytes)) {
    const text = bytes && decoder.decode(bytes);
    if (text === undefined) yield { line: number, problem: 'tooLong' };
    else if (text.trim() !== '') yield* rowsOfLine(text, number, ended);
  }
}

function* rowsOfLine(text: string, line: number, ended: boolean): Generator<RowLine> {
  const document = parseJson(text);
  if (document === undefined) yield { line, problem: ended ? 'notJson' : 'partialLastLine' };
  else for (const row of recordsOf(document)) yield { line, row };
}
