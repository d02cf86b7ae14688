import { gunzipSync } from 'node:zlib';
import type { Column } from '../../../tools/local/logsIngestion/column';
import { IngestionRefusal } from '../../../tools/local/logsIngestion/ingestionRefusal';
import { rowFault } from '../../../tools/local/logsIngestion/rowFault';
import type { Service, WireAnswer, WireRequest } from './wire';

const host = '127.0.0.1:10003';
const apiVersion = '2023-01-01';

/**
 * Most bytes of a body, compressed and not: the strict reading of "1 MB".
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api
 */
const maxBodySize = 1_000_000;

export type IngestedRow = Readonly<Record<string, unknown>>;

export interface AcceptedRow {
  readonly row: IngestedRow;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LogsIngestionServiceOptions {
  /** Immutable id of the one data collection rule. */
  readonly ruleId: string;
  /** Name of its one stream, `Custom-…`. */
  readonly stream: string;
  readonly columns: readonly Column[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * The Logs Ingestion API of one data collection rule and stream, in memory. Like the local one under tools/local it
 * refuses rows that do not fit the stream, where Azure answers 204 and drops them.
 */
export class LogsIngestionService implements Service {
  /** For `LOGS_INGESTION_ENDPOINT`. */
  readonly endpoint = `http://${host}`;
  /** In the order they came. */
  readonly accepted: AcceptedRow[] = [];
  /** Rows that the service refuses, with the whole request they are in. */
  isPoison: (row: IngestedRow) => boolean = () => false;
  /** Until then every request is answered 403, as while a role assignment is not in effect; milliseconds since 1970. */
  allowedFrom = Number.NEGATIVE_INFINITY;
  /** Requests served. */
  requests = 0;
  /** Requests that were too large. */
  answers413 = 0;
  readonly #options: LogsIngestionServiceOptions;
  readonly #columns: ReadonlyMap<string, Column>;

  constructor(options: LogsIngestionServiceOptions) {
    this.#options = options;
    this.#columns = new Map(options.columns.map((column) => [column.name, column]));
  }

  hosts(url: URL): boolean {
    return url.host === host;
  }

  handle(request: WireRequest): WireAnswer {
    this.requests += 1;
    try {
      const at = this.#options.now();
      for (const row of this.#readRows(request, at)) this.accepted.push({ row, at });
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    } catch (error) {
      if (!(error instanceof IngestionRefusal)) throw error;
      if (error.status === 413) this.answers413 += 1;
      const headers = { 'content-type': 'application/json' };
      return { status: error.status, headers, body: Buffer.from(error.toJson()) };
    }
  }

  #readRows(request: WireRequest, at: number): IngestedRow[] {
    checkAddress(request, this.#options);
    if (at < this.allowedFrom) {
      throw new IngestionRefusal(403, 'OperationFailed', 'The identity has no access to this data collection rule.');
    }
    const rows = parsedRows(plainBody(request));
    rows.forEach((row, index) => {
      const fault = rowFault(this.#columns, row) ?? (this.isPoison(row as IngestedRow) ? 'it is refused' : undefined);
      if (fault !== undefined) throw new IngestionRefusal(400, 'InvalidRow', `Row ${index}: ${fault}.`);
    });
    return rows as IngestedRow[];
  }
}

function checkAddress({ method, url, headers }: WireRequest, { ruleId, stream }: LogsIngestionServiceOptions): void {
  const path = /^\/dataCollectionRules\/([^/]+)\/streams\/([^/]+)$/.exec(url.pathname)?.map(decodeURIComponent);
  if (method !== 'POST' || path === undefined) {
    throw new IngestionRefusal(404, 'NotFound', 'Only POST /dataCollectionRules/{ruleId}/streams/{stream} is served.');
  }
  if (!/^Bearer \S+$/.test(headers.authorization ?? '')) {
    throw new IngestionRefusal(401, 'Unauthorized', 'The request has no bearer token.');
  }
  if (url.searchParams.get('api-version') !== apiVersion) {
    throw new IngestionRefusal(400, 'InvalidApiVersion', `The query must name api-version=${apiVersion}.`);
  }
  if (path[1] !== ruleId) throw new IngestionRefusal(404, 'NotFound', `There is no rule '${path[1]}'.`);
  if (path[2] !== stream) throw new IngestionRefusal(400, 'InvalidStream', `There is no stream '${path[2]}'.`);
}

function plainBody({ headers, body }: WireRequest): Buffer {
  if (body.length > maxBodySize) throw tooLarge();
  const encoding = headers['content-encoding'];
  if (encoding === undefined) return body;
  if (encoding !== 'gzip') throw new IngestionRefusal(400, 'InvalidContentEncoding', `'${encoding}' is not gzip.`);
  try {
    return gunzipSync(body, { maxOutputLength: maxBodySize });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new IngestionRefusal(400, 'InvalidBody', `The body is not gzip: ${String(error)}`);
  }
}

function parsedRows(body: Buffer): unknown[] {
  let rows: unknown;
  try {
    rows = JSON.parse(body.toString());
  } catch (error) {
    throw new IngestionRefusal(400, 'InvalidBody', `The body is not JSON: ${String(error)}`);
  }
  if (Array.isArray(rows)) return rows;
  throw new IngestionRefusal(400, 'InvalidBody', 'The body must be a JSON array of rows.');
}

function tooLarge(): IngestionRefusal {
  return new IngestionRefusal(413, 'ContentLengthLimitExceeded', `The body exceeds ${maxBodySize} bytes.`);
}
