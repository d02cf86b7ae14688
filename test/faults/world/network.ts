import type { HttpClient } from '@azure/core-rest-pipeline';
import type { VirtualTime } from './virtualTime';

/** A request as it is on the wire. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer as it is on the wire. Header names are in lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Something that is reached over the network. It serves a request at once and whole. */
export interface Service {
  /** Whether requests to this address are for it. */
  hosts(url: URL): boolean;
  handle(request: WireRequest): WireAnswer;
}

/** A request that is about to leave a process. */
export interface SimulatedRequest extends WireRequest {
  /** Counts the requests of this network from 0. */
  readonly index: number;
  /** When it leaves, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * What becomes of a request on its way:
 * - `none`: it is served and answered;
 * - `lostRequest`: the connection is reset before the request arrives;
 * - `lostAnswer`: it is served, then the connection is reset;
 * - `hang`: it never arrives and is never answered;
 * - `slowBody`: it is served, its status and headers come back, its body never ends;
 * - `brokenBody`: it is served, its status, headers and half of its body come back, then the connection is reset;
 * - `unreachable`: nobody listens;
 * - an answer: given by the service's front, which does not serve it.
 */
export type FaultKind =
  | 'none'
  | 'lostRequest'
  | 'lostAnswer'
  | 'hang'
  | 'slowBody'
  | 'brokenBody'
  | 'unreachable'
  | { readonly answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } };

export interface Fault {
  readonly kind: FaultKind;
  /** Milliseconds until the request arrives. */
  readonly latency: number;
  /** Milliseconds from then until the answer, or what is left of it, is back. */
  readonly answerLatency: number;
}

/** Whose requests they are: what is sent and received by one that is no more alive goes nowhere. */
export interface Process {
  readonly isAlive: boolean;
}

/** The network between processes and services, in virtual time. */
export class Network {
  /** Asked of each request before it leaves. */
  faultFor: (request: SimulatedRequest) => Fault = () => ({ kind: 'none', latency: 1, answerLatency: 1 });
  /** A line for each request, each arrival and each answer, while it is an array. */
  trace: string[] | undefined;

  constructor(
    readonly time: VirtualTime,
    readonly services: readonly Service[],
  ) {}

  /** The SDKs' way to the services, for one process. */
  connect(_process: Process): HttpClient {
    throw new Error('not built');
  }
}
