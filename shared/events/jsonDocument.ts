import { InputError } from './inputError';

/** The largest single document that is read, in bytes: unlike JSON lines, it has to be held in memory whole. */
export const maxDocumentBytes = 64 * 1024 * 1024;

const arrayStart = /^\s*\[/;
/** `{`, or `{"records": [` with or without a first row, at the end of which the object is not closed. */
const openObject = /^\s*\{\s*(?:"records"\s*:.*[^}\s]\s*)?$/;

/**
 * Whether a file is one JSON document rather than JSON lines, judging by its first bytes: an array, or an envelope
 * whose first line ends before it does. A first line longer than the bytes given is taken for a line.
 */
export function isJsonDocument(head: Buffer): boolean {
  const text = head
    .toString()
    .replace(/^\uFEFF/, '')
    .trimStart();
  const end = text.indexOf('\n');
  return arrayStart.test(text) || (end >= 0 && openObject.test(text.slice(0, end)));
}

/**
 * Reads a stream as one JSON document.
 *
 * @param source what the bytes are read from, for messages
 * @throws InputError where it is larger than {@link maxDocumentBytes} or no valid JSON
 */
export async function readJsonDocument(chunks: AsyncIterable<Uint8Array>, source: string): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxDocumentBytes) {
      const limit = maxDocumentBytes / 1024 / 1024;
      throw new InputError(`${source} is one JSON document of more than ${limit} MB. ${remedy}`);
    }
    parts.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder().decode(Buffer.concat(parts)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${source} starts as one JSON document, but is not valid JSON: ${reason}. ${remedy}`, {
      cause,
    });
  }
}

const remedy = 'Write it as JSON lines: one row a line, without an array around them (for example with "jq -c .[]").';
