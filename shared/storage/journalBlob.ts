import { type ContainerClient, RestError } from '@azure/storage-blob';
import { lines } from '../events/lines';
import { decodeJournalLine, type JournalEntry, maxJournalLineBytes } from './journalLine';

/** How much of a blob is read at once, in bytes: no more than the client asks for in one request. */
const rangeBytes = 4 * 1024 * 1024;
const rangeAttempts = 3;
const lineFeed = 0x0a;

/** What a stretch of a blob held beside its entries. */
export interface BlobReading {
  /** Where the last line ended, in bytes from the blob's start: where to read on. */
  readonly position: number;
  /** Lines that are no entries; a last one without an end is among them, and is read again from the position. */
  readonly damaged: number;
}

/**
 * Reads the lines of an append blob between two places, of which one line and one range are held in memory.
 *
 * @param from where a line begins, in bytes
 * @param size up to where, in bytes: the blob may grow meanwhile
 * @throws RestError
 */
export async function readJournalBlob(
  container: ContainerClient,
  name: string,
  { from, size, abortSignal }: { readonly from: number; readonly size: number; readonly abortSignal: AbortSignal },
  onEntry: (entry: JournalEntry) => boolean,
): Promise<BlobReading> {
  let position = from;
  let damaged = 0;

  async function* ranges(): AsyncGenerator<Uint8Array> {
    for (let offset = from; offset < size; offset += rangeBytes) {
      const bytes = await readRange(container, name, offset, Math.min(rangeBytes, size - offset), abortSignal);
      const end = bytes.lastIndexOf(lineFeed);
      if (end >= 0) position = offset + end + 1;
      yield bytes;
    }
  }

  for await (const linesOfRange of lines(ranges(), maxJournalLineBytes)) {
    for (const { bytes, ended } of linesOfRange) {
      const entry = ended && bytes ? decodeJournalLine(bytes) : undefined;
      if (entry === undefined || !onEntry(entry)) damaged += 1;
    }
  }
  return { position, damaged };
}

/**
 * Reads a range, again if the connection breaks inside it: the client reads on in it only while the ETag is the same, and
 * answers 412 where the blob has grown meanwhile.
 */
async function readRange(
  container: ContainerClient,
  name: string,
  offset: number,
  length: number,
  abortSignal: AbortSignal,
): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await container.getBlobClient(name).downloadToBuffer(offset, length, { abortSignal });
    } catch (error) {
      const isBroken = !(error instanceof RestError) || error.statusCode === 412;
      if (!isBroken || attempt === rangeAttempts || abortSignal.aborted) throw error;
    }
  }
}
