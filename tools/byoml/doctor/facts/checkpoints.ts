import type { ContainerClient } from '@azure/storage-blob';
import { checkpointFolder, type HubReader } from '../checkpointLayout';
import { absent, type Fact, known } from '../fact';
import { blobFact } from './blobFact';

/** How far a consumer group has read a partition. */
export interface Checkpoint {
  readonly partition: string;
  readonly sequenceNumber: number;
  readonly movedAt: Date;
}

/** The checkpoints of a consumer group. `absent`: it has never read. */
export function readCheckpoints(container: ContainerClient, reader: HubReader): Promise<Fact<readonly Checkpoint[]>> {
  const prefix = checkpointFolder(reader);
  return blobFact(container, async (_, abortSignal) => {
    const checkpoints: Checkpoint[] = [];
    for await (const blob of container.listBlobsFlat({ prefix, includeMetadata: true, abortSignal })) {
      // A metadata name is told in the case that the service likes.
      const metadata = Object.entries(blob.metadata ?? {}).find(([name]) => name.toLowerCase() === 'sequencenumber');
      const sequenceNumber = Number(metadata?.[1] ?? Number.NaN);
      if (!Number.isSafeInteger(sequenceNumber)) continue;
      const partition = blob.name.slice(prefix.length);
      checkpoints.push({ partition, sequenceNumber, movedAt: blob.properties.lastModified });
    }
    return checkpoints.length === 0 ? absent : known(checkpoints);
  });
}
