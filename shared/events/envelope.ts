import { gunzipSync } from 'node:zlib';
import { errorCode } from './errorCode';
import { isGzip } from './gzip';
import { parseJson, recordsOf } from './records';
import { isRow } from './row';
import type { RowColumns } from './rowColumns';
import { rowScannerOf } from './rowScanner';

/**
 * The most a message may hold, inflated, in bytes. Data export does not compress what it sends, and Event Hubs takes
 * messages of at most 1 MB. Dedicated clusters can be set to take up to 20 MB: there, a message above this limit is
 * `tooLarge`, and parked. JSON made to be costly takes about two seconds and half a gigabyte to parse at this size, and
 * in proportion more above it.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas
 */
export const maxEnvelopeBytes = 8 * 1024 * 1024;

/** Why a message holds no rows. */
export const unreadableReasons = ['emptyBody', 'tooLarge', 'corruptGzip', 'notJson', 'noRecords'] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

export type Envelope = { readonly rows: readonly unknown[] } | { readonly unreadable: UnreadableReason };

/**
 * Reads the body of one message: raw bytes (gzip or not), JSON text, or JSON that somebody has already parsed. It may be
 * a `{"records":[…]}` envelope, an array of rows, a single row, or several of these, one a line. Never throws.
 *
 * @param columns those of the reader of the rows: it may then be given a `ReadRow` for a row
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export
 */
export function readEnvelope(body: unknown, columns?: RowColumns | undefined): Envelope {
  if (body === undefined || body === null) return { unreadable: 'emptyBody' };
  if (body instanceof Uint8Array) return readBytes(body, columns);
  if (typeof body === 'string') return readText(body);
  return readDocuments([body]);
}

function readBytes(bytes: Uint8Array, columns: RowColumns | undefined): Envelope {
  if (bytes.length > maxEnvelopeBytes) return { unreadable: 'tooLarge' };
  try {
    const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: maxEnvelopeBytes }) : bytes;
    const rows = rowScannerOf(columns)?.scanEnvelope(plain);
    return rows === undefined ? readText(new TextDecoder().decode(plain)) : { rows };
  } catch (error) {
    return { unreadable: errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'corruptGzip' };
  }
}

function readText(text: string): Envelope {
  const json = text.replace(/^\uFEFF/, '').trim();
  if (json === '') return { unreadable: 'emptyBody' };
  if (json.length > maxEnvelopeBytes) return { unreadable: 'tooLarge' };
  const document = parseJson(json);
  return readDocuments(document === undefined ? parseLines(json) : [document]);
}

/** A line at a time, and by no regular expression: those run out of stack on a line of megabytes. */
function* parseLines(text: string): Generator<unknown> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    if (line.trim() !== '') yield parseJson(line);
    start = end + 1;
  }
}

/** All or nothing: a message that is only half understood is kept whole for a person to look at. */
function readDocuments(documents: Iterable<unknown>): Envelope {
  const rows: unknown[] = [];
  for (const document of documents) {
    if (document === undefined) return { unreadable: 'notJson' };
    if (!holdsRows(document)) return { unreadable: 'noRecords' };
    for (const row of recordsOf(document)) rows.push(row);
  }
  return { rows };
}

/** Every row of Log Analytics has `Type` and `TimeGenerated`; of rows from elsewhere, `EventID` is enough. */
function holdsRows(document: unknown): boolean {
  if (Array.isArray(document)) return true;
  if (!isRow(document)) return false;
  if (Object.hasOwn(document, 'records')) return Array.isArray(document.records);
  return ['Type', 'TimeGenerated', 'EventID'].some((column) => Object.hasOwn(document, column));
}
