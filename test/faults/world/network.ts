import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { abortError, Connection, type Process } from './connection';
import type { Fault, FaultKind } from './fault';
import type { VirtualTime } from './virtualTime';
import { type Service, type WireAnswer, type WireRequest, wireRequest } from './wire';

export type { Process } from './connection';
export type { Fault, FaultKind } from './fault';
export type { Service, WireAnswer, WireRequest } from './wire';

/** A request that is about to leave a process. */
export interface SimulatedRequest extends WireRequest {
  /** Counts the requests of this network from 0. */
  readonly index: number;
  /** When it leaves, in milliseconds since 1970. */
  readonly at: number;
  /** Whose it is. */
  readonly process: Process;
}

/** The network between processes and services, in virtual time. */
export class Network {
  /** Asked of each request before it leaves. */
  faultFor: (request: SimulatedRequest) => Fault = () => ({ kind: 'none', latency: 1, answerLatency: 1 });
  /** A line for each request that leaves, is served, or is answered by the front, while it is an array. */
  trace: string[] | undefined;
  #requests = 0;

  constructor(
    readonly time: VirtualTime,
    readonly services: readonly Service[],
  ) {}

  /** The SDKs' way to the services, for one process. A request that has left is served even if the process dies then. */
  connect(process: Process): HttpClient {
    return {
      sendRequest: (request) => (process.isAlive ? this.#send(request, process) : new Promise(() => {})),
    };
  }

  async #send(request: PipelineRequest, process: Process): Promise<PipelineResponse> {
    if (request.abortSignal?.aborted) throw abortError('Request has already been canceled.');
    if (!request.allowInsecureConnection && request.url.startsWith('http:')) {
      throw new Error(`Cannot connect to ${request.url} while allowInsecureConnection is false.`);
    }
    const sent = { ...wireRequest(request), index: this.#requests++, at: this.time.now, process };
    const fault = this.faultFor(sent);
    this.#note(sent, `${sent.method} ${sent.url.pathname}${sent.url.search} ${sent.body.length} ${nameOf(fault.kind)}`);
    const connection = new Connection(request, process);
    if (fault.kind !== 'hang') setTimeout(() => this.#arrive(sent, fault, connection), fault.latency);
    return connection.response;
  }

  #arrive(sent: SimulatedRequest, fault: Fault, connection: Connection): void {
    const service = this.services.find((candidate) => candidate.hosts(sent.url));
    if (fault.kind === 'lostRequest') connection.reset();
    else if (fault.kind === 'unreachable') connection.refuse();
    else if (typeof fault.kind === 'object') this.#answer(sent, fromFront(fault.kind.answer), fault, connection);
    else if (service === undefined) connection.failToResolve();
    else this.#answer(sent, service.handle(sent), fault, connection);
  }

  #answer(sent: SimulatedRequest, answer: WireAnswer, { kind, answerLatency }: Fault, connection: Connection): void {
    this.#note(sent, String(answer.status));
    setTimeout(() => {
      if (kind === 'lostAnswer') connection.reset();
      else if (kind === 'slowBody' || kind === 'brokenBody') connection.deliverHalf(answer);
      else connection.deliver(answer);
    }, answerLatency);
    if (kind === 'brokenBody') setTimeout(() => connection.reset(), 2 * answerLatency);
  }

  #note({ index }: SimulatedRequest, what: string): void {
    this.trace?.push(`${this.time.now} #${index} ${what}`);
  }
}

function nameOf(kind: FaultKind): string {
  return typeof kind === 'object' ? `answer ${kind.answer.status}` : kind;
}

function fromFront({ status, headers = {}, body = '' }: (FaultKind & object)['answer']): WireAnswer {
  return { status, headers, body: Buffer.from(body) };
}
