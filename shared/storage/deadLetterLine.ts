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

/**
 * A dead letter as one line of JSON, with its line end; the body as text where it is UTF-8 that JSON writes at most
 * twice as long, else as base64, so that a line takes little more than twice the body's memory.
 */
export function encodeDeadLetter({ body, ...letter }: DeadLetter): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const encoding = isUtf8(bytes) && !bytes.some(isEscapedAtLength) ? 'utf8' : 'base64';
  return `${JSON.stringify({ ...letter, encoding, body: bytes.toString(encoding) })}\n`;
}

/** Control characters take six bytes in JSON (`\u0000`), but for the five that have a letter. */
function isEscapedAtLength(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d && byte !== 0x0b);
}

/**
 * Reads one line (its line end may be missing). Files of dead letters pass through many hands, so nothing in a line is
 * believed: it is a letter only if every field is of its type and the body can be told to the byte.
 *
 * @returns undefined where the line is no dead letter
 */
export function decodeDeadLetter(line: Uint8Array): DeadLetter | undefined {
  const fields = parseObject(line);
  if (fields === undefined) return undefined;
  const { reason, detail, partition, sequenceNumber, offset, enqueuedTime } = fields;
  const body = decodeBody(fields.body, fields.encoding);
  if (typeof reason !== 'string' || !isReason(reason) || typeof detail !== 'string' || body === undefined)
    return undefined;
  if (!isTextOrNull(partition) || !isTextOrNull(offset) || !isTextOrNull(enqueuedTime)) return undefined;
  if (sequenceNumber !== null && !isFiniteNumber(sequenceNumber)) return undefined;
  return { reason, detail, partition, sequenceNumber, offset, enqueuedTime, body };
}

/** Whether a text can be a letter's reason: one word. */
export function isReason(text: string): boolean {
  return /^[a-z]\w{0,63}$/i.test(text);
}

/** Without a prototype, so that a field is there only if the line has it. */
function parseObject(line: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.assign(Object.create(null), value);
  } catch {
    return undefined;
  }
}

/** Text that is not well-formed, and base64 that Buffer would read with leniency, have no bytes of their own. */
function decodeBody(text: unknown, encoding: unknown): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined;
  if (encoding === 'utf8') return text.isWellFormed() ? Buffer.from(text) : undefined;
  if (encoding !== 'base64') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** JSON can spell numbers that are none: `1e999`. */
function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
