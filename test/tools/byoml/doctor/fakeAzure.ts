import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AzureClient } from '../../../../tools/byoml/doctor/azure/azureClient';
import type { Cloud } from '../../../../tools/byoml/doctor/azure/cloud';

export interface AzureRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: string;
}

/** What is answered in the place of a resource. */
export interface Refusal {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Resource Manager and the query API of Log Analytics on a loopback address. Resources are answered by their ids, whose
 * case does not matter; lists in pages of two; all else with the errors of the service.
 */
export class FakeAzure {
  readonly requests: AzureRequest[] = [];
  /** Bodies by path; a list is an array. */
  resources = new Map<string, unknown>();
  /** Asked before each request is answered; `hang` never answers. */
  fault: (request: AzureRequest) => Refusal | 'hang' | undefined = () => undefined;
  /** What a query gives, by a part of it: names and values of the one row. */
  rows: Record<string, Record<string, unknown>> = {};
  /** Milliseconds by which the service's clock goes before that of this machine. */
  clockAhead = 0;
  readonly #server: Server = createServer((incoming, response) => {
    this.#serve(incoming, response).catch(() => incoming.socket.destroy());
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get cloud(): Cloud {
    return {
      resourceManager: this.address,
      resourceManagerScope: 'manage/.default',
      logAnalytics: this.address,
      logAnalyticsScope: 'query/.default',
      storageSuffix: 'core.windows.net',
    };
  }

  client(options: { readonly scope?: string; readonly timeLimit?: number } = {}): AzureClient {
    return new AzureClient(this.address, {
      credential: tokenCredential,
      scope: 'manage/.default',
      retryDelay: 1,
      ...options,
    });
  }

  /** Forgets faults and requests. */
  reset(): void {
    this.requests.length = 0;
    this.fault = () => undefined;
    this.clockAhead = 0;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.address);
    const request = {
      method: incoming.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      authorization: incoming.headers.authorization ?? '',
      body: await text(incoming),
    };
    this.requests.push(request);
    response.setHeader('date', new Date(Date.now() + this.clockAhead).toUTCString());
    const fault = this.fault(request);
    if (fault === 'hang') return;
    const { status, body = '', headers = {} } = fault ?? this.#answer(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }

  #answer({ method, path, query, body }: AzureRequest): Refusal {
    if (path.startsWith('/v1/workspaces/') && method === 'POST') return this.#queryResult(body);
    if (!query.has('api-version')) return serviceError(400, 'MissingApiVersionParameter');
    const key = [...this.resources.keys()].find((one) => one.toLowerCase() === path.toLowerCase());
    if (key === undefined) return serviceError(404, 'ResourceNotFound');
    const found = this.resources.get(key);
    if (!Array.isArray(found)) return { status: 200, body: JSON.stringify(found) };
    const principal = /^assignedTo\('(.*)'\)$/.exec(query.get('$filter') ?? '')?.[1];
    const items = found.filter((one) => principal === undefined || one.properties.principalId === principal);
    const skip = Number(query.get('$skipToken') ?? 0);
    const next = new URLSearchParams([...query].filter(([name]) => name !== '$skipToken'));
    next.set('$skipToken', String(skip + 2));
    const nextLink = skip + 2 < items.length ? { nextLink: `${this.address}${encodeURI(path)}?${next}` } : {};
    return { status: 200, body: JSON.stringify({ value: items.slice(skip, skip + 2), ...nextLink }) };
  }

  #queryResult(body: string): Refusal {
    const { query } = JSON.parse(body) as { query: string };
    const row = Object.entries(this.rows).find(([part]) => query.includes(part))?.[1];
    if (row === undefined) return serviceError(400, 'BadArgumentError');
    const columns = Object.keys(row).map((name) => ({ name, type: 'long' }));
    return {
      status: 200,
      body: JSON.stringify({ tables: [{ name: 'PrimaryResult', columns, rows: [Object.values(row)] }] }),
    };
  }
}

/** @example serviceError(403, 'AuthorizationFailed') */
export function serviceError(status: number, code: string): Refusal {
  return { status, body: JSON.stringify({ error: { code, message: 'What the service says.' } }) };
}

export const tokenCredential = {
  getToken: async () => ({ token: 'recognisable-token-of-azure', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
