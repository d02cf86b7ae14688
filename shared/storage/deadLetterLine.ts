import { isUtf8 } from 'node:buffer';

/** A message, or a part of one, that could not be processed, and where it came from. */
export interface DeadLetter {
  /** What went wrong, in one word that can be counted. */
  readonly reason: string;
  /** What went wrong, in a sentence. */
  readonly detail: string;
  readonly partition: string | null;
  readonly sequenceNumber: number | null;
  readonly offset: string | null;
  /** ISO 8601, UTC. */
  readonly enqueuedTime: string | null;
  /** As received, to the byte. */
  readonly body: Uint8Array;
}

/** A dead letter as one line of JSON, with its line end; the body as text where it is UTF-8, as base64 where it is not. */
export function encodeDeadLetter({ body, ...letter }: DeadLetter): string {
  const encoding = isUtf8(body) ? 'utf8' : 'base64';
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(encoding);
  return `${JSON.stringify({ ...letter, encoding, body: text })}\n`;
}
