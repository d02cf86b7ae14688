import type { ContainerClient } from '@azure/storage-blob';
import { type Fact, known } from '../fact';
import { blobFact } from './blobFact';

/** Dead letters: blobs of them, each of one invocation. */
export interface ParkedMessages {
  readonly blobs: number;
  readonly newest?: { readonly name: string; readonly lastWritten: Date };
}

/** Counts blobs of dead letters; none are read. */
export function readParkedMessages(container: ContainerClient): Promise<Fact<ParkedMessages>> {
  return blobFact(container, async (_, abortSignal) => {
    let blobs = 0;
    let newest: ParkedMessages['newest'];
    for await (const { name, properties } of container.listBlobsFlat({ abortSignal })) {
      if (!name.endsWith('.jsonl')) continue;
      blobs++;
      const lastWritten = properties.lastModified;
      if (newest === undefined || lastWritten > newest.lastWritten) newest = { name, lastWritten };
    }
    return known(newest === undefined ? { blobs } : { blobs, newest });
  });
}
