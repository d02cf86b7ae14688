import { cutFields } from './cutFields';

/**
 * Most bytes of JSON sent in one request. The Logs Ingestion API takes 1 MB a call and does not say whether that is
 * 10^6 or 2^20 bytes (https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api).
 */
const bodyLimitBytes = 900_000;

/** A row that will not be in the table, and why. */
export interface RefusedRow<Row> {
  readonly row: Row;
  readonly error: Error;
}

/** Rows that go out in one request. */
export interface RequestBody<Row> {
  /** As given. */
  readonly rows: readonly Row[];
  /** As sent, in the same order: fields cut to size, everything JSON-able. */
  readonly sent: readonly Record<string, unknown>[];
  /** Of JSON, uncompressed. */
  readonly bytes: number;
}

/**
 * Packs rows, in order, into bodies that the API accepts. A body counts as the UTF-8 bytes of its JSON array, with
 * brackets and commas. Each row ends up in exactly one body or among the unsendable.
 */
export function requestBodies<Row extends object>(
  rows: readonly Row[],
  limitBytes = bodyLimitBytes,
): { bodies: RequestBody<Row>[]; unsendable: RefusedRow<Row>[] } {
  const bodies: RequestBody<Row>[] = [];
  const unsendable: RefusedRow<Row>[] = [];
  let open: { rows: Row[]; sent: Record<string, unknown>[]; bytes: number } | undefined;
  for (const row of rows) {
    const prepared = prepare(row, limitBytes);
    if (prepared instanceof Error) {
      unsendable.push({ row, error: prepared });
      continue;
    }
    const { sent, bytes } = prepared;
    if (open && open.bytes + commaBytes + bytes <= limitBytes) {
      open.bytes += commaBytes + bytes;
    } else {
      bodies.push((open = { rows: [], sent: [], bytes: bracketsBytes + bytes }));
    }
    open.rows.push(row);
    open.sent.push(sent);
  }
  return { bodies, unsendable };
}

const bracketsBytes = 2;
const commaBytes = 1;

function prepare(row: object, limitBytes: number): { sent: Record<string, unknown>; bytes: number } | Error {
  try {
    const sent = cutFields(row);
    const bytes = Buffer.byteLength(JSON.stringify(sent));
    if (bracketsBytes + bytes <= limitBytes) return { sent, bytes };
    return new Error(`the row has ${bytes} bytes of JSON, a request holds ${limitBytes}`);
  } catch (cause) {
    return new Error('the row can not be written as JSON', { cause });
  }
}
