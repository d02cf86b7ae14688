import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errorCode } from './errorCode';
import { InputError } from './inputError';
import { peek } from './peek';

/** Whether bytes start as gzip does (RFC 1952, 2.3.1): names such as `.gz` are not always true. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Inflates a stream if it is gzip, else passes it on, a chunk at a time.
 *
 * @param source what the bytes are read from, for messages
 * @throws InputError where the gzip data is damaged or cut short; parts before the damage may have been handed out
 */
export async function* inflate(chunks: AsyncIterable<Uint8Array>, source: string): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks, 2);
  if (!isGzip(head)) {
    yield* all;
    return;
  }
  try {
    yield* pipeline(Readable.from(all), createGunzip(), () => {});
  } catch (cause) {
    throw inflateError(cause, source);
  }
}

/** What inflating reports as damage (zlib's own codes start with `Z_`), told apart from what its source threw. */
function inflateError(cause: unknown, source: string): unknown {
  const code = errorCode(cause);
  if (!code.startsWith('Z_')) return cause;
  const damage = code === 'Z_BUF_ERROR' ? 'its gzip data ends too early' : 'its gzip data is damaged';
  return new InputError(`${source} cannot be read to its end: ${damage}. Copy or export it again.`, { cause });
}
