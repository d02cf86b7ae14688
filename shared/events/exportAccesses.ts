import type { Access } from './access';
import type { BlobDownloads } from './blobDownloads';
import type { ExportBlob } from './exportBlobs';
import { InputError } from './inputError';
import { withoutDuplicates } from './readerFilters';
import { accessBatches, type RowReading } from './rowAccesses';

/**
 * Reads the accesses of one folder of an export, in the order of its blobs and in bounded memory: in batches, each to be
 * taken before the next is asked for. Copies of a row are left out: an export writes a row, however late or often, into
 * the folder of its TimeGenerated, so copies meet there. A blob that cannot be read to its end is reported and counted,
 * and the others are read.
 */
export async function* exportAccesses(
  downloads: BlobDownloads,
  blobs: readonly ExportBlob[],
  { reader, counts, onProblem, format }: RowReading,
): AsyncGenerator<Iterable<Access>> {
  const reading = { reader: withoutDuplicates(reader), counts, onProblem, format };
  for (const blob of blobs) {
    try {
      yield* accessBatches(downloads.read(blob), blob.name, reading);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      counts.unreadableSources++;
      onProblem?.({ source: blob.name, error });
    }
  }
}
