import { InputError } from './inputError';

/** The largest single document that is read, in bytes: unlike JSON lines, it has to be held in memory whole. */
export const maxDocumentBytes = 64 * 1024 * 1024;

const documentStart = /^\uFEFF?\s*(?:\[|\{\s*(?:"records"\s*:\s*(?:\[\s*(?:\{\s*)?)?)?\n)/;

/**
 * Whether a file is one JSON document rather than JSON lines, judging by its first bytes: an array, or an object whose
 * first line ends before the first row does.
 */
export function isJsonDocument(head: Buffer): boolean {
  return documentStart.test(head.toString());
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
