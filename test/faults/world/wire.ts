import type { PipelineRequest } from '@azure/core-rest-pipeline';

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

/** What an SDK's request puts on the wire. The body is copied, as it is when it is sent. */
export function wireRequest({ method, url, headers, body }: PipelineRequest): WireRequest {
  return { method, url: new URL(url), headers: headers.toJSON(), body: bytes(body) };
}

function bytes(body: PipelineRequest['body']): Buffer {
  const content: unknown = typeof body === 'function' ? body() : body;
  if (content === undefined || content === null) return Buffer.alloc(0);
  if (typeof content === 'string' || content instanceof Uint8Array) return Buffer.from(content as string);
  throw new Error('a body is simulated if it is text or bytes');
}
