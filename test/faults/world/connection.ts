import { Readable } from 'node:stream';
import { createHttpHeaders, type PipelineRequest, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import type { WireAnswer } from './wire';

/** Whose requests they are: what is sent and received by one that is no more alive goes nowhere. */
export interface Process {
  readonly isAlive: boolean;
}

/** The client's end of one request's connection. It ends as Node's does under the SDKs' HTTP client. */
export class Connection {
  /** Pending for ever once the process is dead, or while nothing happens. */
  readonly response: Promise<PipelineResponse>;
  readonly #request: PipelineRequest;
  readonly #process: Process;
  #resolve!: (response: PipelineResponse) => void;
  #reject!: (error: Error) => void;
  #hasHeaders = false;
  #stream: Readable | undefined;
  #isClosed = false;

  constructor(request: PipelineRequest, process: Process) {
    this.#request = request;
    this.#process = process;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    request.abortSignal?.addEventListener('abort', this.#abort);
  }

  /** Nobody listens at the other end. */
  refuse(): void {
    const { hostname, port } = new URL(this.#request.url);
    this.#close(() => this.#reject(this.#error('ECONNREFUSED', `connect ECONNREFUSED ${hostname}:${port}`)));
  }

  /** The host's name has no address. */
  failToResolve(): void {
    const { hostname } = new URL(this.#request.url);
    this.#close(() => this.#reject(this.#error('ENOTFOUND', `getaddrinfo ENOTFOUND ${hostname}`)));
  }

  /** The other end is gone, before the answer or in the middle of it. */
  reset(): void {
    this.#close(() => {
      if (this.#hasHeaders) this.#breakBody();
      else this.#reject(this.#error('ECONNRESET', 'socket hang up'));
    });
  }

  /** The answer is here whole. */
  deliver(answer: WireAnswer): void {
    this.#close(() => this.#receive(answer, answer.body, true));
  }

  /** Status, headers and half of the body are here; nothing, if there is no body. */
  deliverHalf(answer: WireAnswer): void {
    const isBodiless = answer.body.length === 0 || this.#request.method === 'HEAD';
    if (this.#isClosed || !this.#process.isAlive || isBodiless) return;
    this.#receive(answer, answer.body.subarray(0, answer.body.length >> 1), false);
  }

  #receive({ status, headers }: WireAnswer, body: Buffer, isWhole: boolean): void {
    const response = { status, headers: createHttpHeaders(headers), request: this.#request };
    this.#hasHeaders = true;
    if (this.#request.method === 'HEAD') {
      this.#resolve(response);
    } else if (this.#wantsStream(status)) {
      this.#stream = new Readable({ read() {} });
      this.#stream.push(body);
      if (isWhole) this.#stream.push(null);
      this.#resolve({ ...response, readableStreamBody: this.#stream });
    } else if (isWhole) {
      this.#resolve({ ...response, bodyAsText: body.toString() });
    }
  }

  #wantsStream(status: number): boolean {
    const statuses = this.#request.streamResponseStatusCodes;
    return (statuses?.has(status) || statuses?.has(Number.POSITIVE_INFINITY)) ?? false;
  }

  #abort = () => {
    this.#close(() => {
      if (this.#hasHeaders) this.#breakBody();
      else this.#reject(abortError('Rejecting from abort signal callback while making request.'));
    });
  };

  /** Node says `aborted` of a body that ends early, whoever ended it; read as text, the client reports it so. */
  #breakBody(): void {
    if (this.#stream) {
      this.#stream.emit('aborted');
      this.#stream.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    } else {
      this.#reject(new RestError('Error reading response as text: aborted', { code: RestError.PARSE_ERROR }));
    }
  }

  /** Ends it once, and not at all for a dead process. */
  #close(end: () => void): void {
    if (this.#isClosed || !this.#process.isAlive) return;
    this.#isClosed = true;
    this.#request.abortSignal?.removeEventListener('abort', this.#abort);
    end();
  }

  #error(code: string, message: string): RestError {
    return new RestError(message, { code, request: this.#request });
  }
}

/** As the SDKs' own, which is told by its name. */
export function abortError(why: string): Error {
  return Object.assign(new Error(`The operation was aborted. ${why}`), { name: 'AbortError' });
}
