import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SQLInputValue } from 'node:sqlite';
import { listening, loopback } from '../listen';
import { LocalRunError } from '../localRunError';
import type { Column } from './column';
import { IngestionRefusal } from './ingestionRefusal';
import { LogsTable, type ResultRow } from './logsTable';
import { readRows } from './requestBody';
import { rowFault } from './rowFault';

const uploadPath = /^\/dataCollectionRules\/([^/]+)\/streams\/([^/]+)$/;
const apiVersion = '2023-01-01';

export interface LogsIngestionOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Immutable id of the one data collection rule. */
  readonly ruleId: string;
  /** Name of its one stream, `Custom-…`. */
  readonly stream: string;
  /** Name of the table its rows go to. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** A SQLite file that outlives the run; in memory by default. */
  readonly database?: string;
}

export interface LogsIngestion {
  /** `http://127.0.0.1:PORT`. `LogsIngestionClient` sends tokens over https only: its transport must rewrite the scheme. */
  readonly endpoint: string;
  /** Asks the table in SQLite's SQL; `?` stands for a parameter. */
  query(sql: string, ...parameters: SQLInputValue[]): ResultRow[];
  close(): Promise<void>;
}

/**
 * Starts the Logs Ingestion API of one data collection rule on the loopback address, over plain http.
 *
 * It is stricter than the service, so that a fault shows here and not as a row missing in the workspace: the service
 * answers 204 before it looks at the rows, then drops unknown columns and values of a wrong type. Any bearer token is
 * taken. Rows can be queried at once; in the service it takes minutes.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 * @throws LocalRunError when the port is in use or the database can't be opened
 */
export async function startLogsIngestion(options: LogsIngestionOptions): Promise<LogsIngestion> {
  const server = createServer();
  server.listen(options.port, loopback);
  const port = await listening(server, options.port, 'the local Logs Ingestion endpoint');
  const table = openTable(options, server);
  const columns = new Map(options.columns.map((column) => [column.name, column]));
  server.on('request', (request, response) => {
    ingest(request).then(
      () => response.writeHead(204).end(),
      (error) => {
        request.resume();
        answer(response, error);
      },
    );
  });
  return {
    endpoint: `http://${loopback}:${port}`,
    query: (sql, ...parameters) => table.query(sql, ...parameters),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          table.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };

  async function ingest(request: IncomingMessage): Promise<void> {
    checkRequest(request, options);
    const rows = await readRows(request);
    rows.forEach((row, index) => {
      const fault = rowFault(columns, row);
      if (fault !== undefined) {
        throw new IngestionRefusal(400, 'InvalidRow', `Row ${index}: ${fault}.`);
      }
    });
    table.insert(rows as Record<string, unknown>[]);
  }
}

function openTable({ database = ':memory:', table, columns }: LogsIngestionOptions, server: Server): LogsTable {
  try {
    return new LogsTable(database, table, columns);
  } catch (cause) {
    server.close();
    throw new LocalRunError(
      `${database} could not be used as a SQLite database: ${String(cause)}. Name another file.`,
      { cause },
    );
  }
}

function checkRequest(request: IncomingMessage, { ruleId, stream }: LogsIngestionOptions): void {
  const url = new URL(request.url ?? '/', `http://${loopback}`);
  const [, rule, name] = uploadPath.exec(url.pathname)?.map(decodeURIComponent) ?? [];
  if (request.method !== 'POST' || rule === undefined) {
    throw new IngestionRefusal(404, 'NotFound', 'Only POST /dataCollectionRules/{ruleId}/streams/{stream} is served.');
  }
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) {
    throw new IngestionRefusal(401, 'Unauthorized', 'The request has no bearer token.');
  }
  // The client library writes the hyphen of `api-version` as %2D; URLSearchParams decodes it.
  if (url.searchParams.get('api-version') !== apiVersion) {
    throw new IngestionRefusal(400, 'InvalidApiVersion', `The query must name api-version=${apiVersion}.`);
  }
  if (rule !== ruleId) {
    throw new IngestionRefusal(404, 'NotFound', `Data collection rule with immutable id '${rule}' not found.`);
  }
  if (name !== stream) {
    throw new IngestionRefusal(
      400,
      'InvalidStream',
      `Stream '${name}' is not in the data collection rule; '${stream}' is.`,
    );
  }
}

function answer(response: ServerResponse, error: unknown): void {
  const refusal =
    error instanceof IngestionRefusal ? error : new IngestionRefusal(500, 'InternalServerError', String(error));
  response.writeHead(refusal.status, { 'content-type': 'application/json' }).end(refusal.toJson());
}
