import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

export type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'reset' | 'silence';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Of its JSON, and of the gzip that came. */
  readonly bytes: number;
  readonly compressedBytes: number;
  readonly rows: Record<string, unknown>[];
}

/**
 * Most bytes of a request, compressed or not: the stricter reading of the API's "1 MB".
 * @see https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api
 */
const limitBytes = 1_000_000;

/** A Logs Ingestion endpoint on loopback that answers as the test says, or 413 to what the API does not take. */
export class IngestionServer {
  readonly requests: ReceivedRequest[] = [];
  /** Requests answered 413. */
  tooLarge = 0;
  answer: (request: ReceivedRequest, index: number) => Answer = () => ({ status: 204 });
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch((error) => response.destroy(error));
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.requests.length = 0;
    this.tooLarge = 0;
    this.answer = () => ({ status: 204 });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const json = gunzipSync(body);
    const received = {
      path: request.url ?? '',
      headers: request.headers,
      bytes: json.length,
      compressedBytes: body.length,
      rows: JSON.parse(json.toString()),
    };
    this.requests.push(received);
    const answer = this.#refuseTooLarge(received) ?? this.answer(received, this.requests.length - 1);
    if (answer === 'reset') request.socket.destroy();
    else if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #refuseTooLarge({ bytes, compressedBytes }: ReceivedRequest): Answer | undefined {
    if (Math.max(bytes, compressedBytes) <= limitBytes) return undefined;
    this.tooLarge++;
    return serviceError(413, 'ContentLengthLimitExceeded', `Maximum allowed content length: ${limitBytes} bytes.`);
  }
}

/** As the service words an error. */
export function serviceError(status: number, code: string, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { code, message } }),
  };
}
