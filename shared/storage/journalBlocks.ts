import type { AppendBlobClient, ContainerClient } from '@azure/storage-blob';
import { RestError } from '@azure/storage-blob';
import { creatingContainer } from './creatingContainer';
import { encodeJournalLine, type JournalEntry } from './journalLine';

/** Taken by every version of the service in one append, in bytes. */
const maxBlockBytes = 4 * 1024 * 1024;

/** Lines of entries in blocks that are appended whole or not at all, so that no line is ever torn. */
export function* journalBlocks(entries: Iterable<JournalEntry>, limit = maxBlockBytes): Generator<Buffer> {
  let block: Buffer[] = [];
  let size = 0;
  for (const entry of entries) {
    const line = Buffer.from(encodeJournalLine(entry));
    if (size + line.length > limit && size > 0) {
      yield Buffer.concat(block);
      block = [];
      size = 0;
    }
    block.push(line);
    size += line.length;
  }
  if (size > 0) yield Buffer.concat(block);
}

/**
 * Appends a block to a blob, and creates the blob and the container where they are not there. Whoever else does the same
 * at once does no harm. A block whose answer was lost may be appended twice.
 *
 * @throws RestError
 */
export async function appendBlock(
  container: ContainerClient,
  blob: AppendBlobClient,
  block: Buffer,
  abortSignal: AbortSignal,
): Promise<void> {
  const append = () => blob.appendBlock(block, block.length, { abortSignal });
  await creatingContainer(
    container,
    async () => {
      try {
        return await append();
      } catch (error) {
        if (codeOf(error) !== 'BlobNotFound') throw error;
      }
      await blob.createIfNotExists({ abortSignal });
      return append();
    },
    abortSignal,
  );
}

/**
 * Whether a blob takes no more blocks, so that the next one has to: 50,000 have been appended, or somebody has put
 * another kind of blob in its place.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/append-block#remarks
 */
export function takesNoMore(error: unknown): boolean {
  return ['BlockCountExceedsLimit', 'InvalidBlobType'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return (error instanceof RestError && error.code) || '';
}
