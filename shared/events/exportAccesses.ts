import type { ContainerClient } from '@azure/storage-blob';
import type { Access } from './access';
import { type ExportBlob, readExportBlob } from './exportBlobs';
import { InputError } from './inputError';
import { withoutDuplicates } from './readerFilters';
import { type RowReading, rowAccesses } from './rowAccesses';

/**
 * Reads the accesses of one folder of an export, in the order of its blobs and in bounded memory. Copies of a row are
 * left out: an export writes a row, however late or often, into the folder of its TimeGenerated, so copies meet there.
 * A blob that cannot be read to its end is reported and counted, and the others are read.
 */
export async function* exportAccesses(
  container: ContainerClient,
  blobs: readonly ExportBlob[],
  { reader, counts, onProblem, format }: RowReading,
): AsyncGenerator<Access> {
  const reading = { reader: withoutDuplicates(reader), counts, onProblem, format };
  for (const blob of blobs) {
    try {
      yield* rowAccesses(readExportBlob(container, blob), blob.name, reading);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      counts.unreadableSources++;
      onProblem?.({ source: blob.name, error });
    }
  }
}
