/** Who reads a partition, as the host's storage account knows it. */
export interface Ownership {
  readonly owner: string;
  readonly etag: number;
  /** Milliseconds since 1970. */
  readonly renewedAt: number;
}

/** The host's storage account could not be reached. */
export class CheckpointStoreError extends Error {}

/**
 * The blobs in which the Event Hubs trigger keeps who owns which partition, and how far it got. A claim of ownership
 * is made under the ETag of the one before; a checkpoint is written by whoever thinks that he owns the partition, and
 * may go back.
 *
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/eventhub/Azure.Messaging.EventHubs.Shared/src/BlobCheckpointStore/BlobCheckpointStoreInternal.cs
 */
export class CheckpointStore {
  isReachable = () => true;
  /** Asked before each checkpoint is written. */
  isCheckpointLost = () => false;
  readonly #ownerships = new Map<string, Ownership>();
  readonly #checkpoints = new Map<string, number>();
  #etags = 0;

  ownership(partitionId: string): Ownership | undefined {
    this.#reach();
    return this.#ownerships.get(partitionId);
  }

  /** @returns whether the claim was granted: not if somebody else's came first */
  claim(partitionId: string, owner: string, etag: number | undefined, now: number): boolean {
    this.#reach();
    if (this.#ownerships.get(partitionId)?.etag !== etag) return false;
    this.#ownerships.set(partitionId, { owner, etag: ++this.#etags, renewedAt: now });
    return true;
  }

  /** Sequence number of the last event that is done with; undefined where none is. */
  checkpoint(partitionId: string): number | undefined {
    this.#reach();
    return this.#checkpoints.get(partitionId);
  }

  writeCheckpoint(partitionId: string, sequenceNumber: number): void {
    this.#reach();
    if (this.isCheckpointLost()) throw new CheckpointStoreError('the checkpoint could not be written');
    this.#checkpoints.set(partitionId, sequenceNumber);
  }

  #reach(): void {
    if (!this.isReachable()) throw new CheckpointStoreError('the host storage account cannot be reached');
  }
}
