import type { ContainerClient } from '@azure/storage-blob';
import type { Access } from './access';
import { listExportBlobs, readExportBlob } from './exportBlobs';
import { InputError } from './inputError';
import { withinWindow, withoutDuplicates } from './readerFilters';
import { type RowReading, rowAccesses } from './rowAccesses';

/** Which accesses of an export are read, and how. */
export interface ExportReading extends RowReading {
  /** The first moment, and the first one past the end. */
  readonly from: Date;
  readonly to: Date;
}

/**
 * Reads the accesses of a stretch of time from everything that exports into a container, in the order of the blobs'
 * names and in bounded memory. Copies of a row are left out: an export writes a row, however late or often, into the
 * folder of its TimeGenerated, so copies meet there. A blob that cannot be read to its end is reported and counted, and
 * the others are read.
 */
export async function* exportAccesses(container: ContainerClient, reading: ExportReading): AsyncGenerator<Access> {
  const { from, to, counts, onProblem } = reading;
  const inWindow = withinWindow(reading.reader, { from: from.getTime(), to: to.getTime() });
  let folder = '';
  let reader = inWindow;
  for await (const blob of listExportBlobs(container, from, to, () => counts.ignored++)) {
    if (blob.folder !== folder) {
      folder = blob.folder;
      reader = withoutDuplicates(inWindow);
    }
    try {
      yield* rowAccesses(readExportBlob(container, blob), blob.name, { reader, counts, onProblem });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      counts.unreadableSources++;
      onProblem?.({ source: blob.name, error });
    }
  }
}
