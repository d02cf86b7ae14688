import type { Column } from '../../../tools/local/logsIngestion/column';
import type { Service, WireAnswer, WireRequest } from './network';

export type IngestedRow = Readonly<Record<string, unknown>>;

export interface AcceptedRow {
  readonly row: IngestedRow;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LogsIngestionServiceOptions {
  readonly ruleId: string;
  readonly stream: string;
  readonly columns: readonly Column[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The Logs Ingestion API of one data collection rule and stream, which keeps what it accepts. */
export class LogsIngestionService implements Service {
  /** For `LOGS_INGESTION_ENDPOINT`. */
  readonly endpoint = 'http://127.0.0.1:10003';
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

  constructor(readonly options: LogsIngestionServiceOptions) {}

  hosts(_url: URL): boolean {
    return false;
  }

  handle(_request: WireRequest): WireAnswer {
    throw new Error('not built');
  }
}
