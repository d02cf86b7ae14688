import type { Checkpoint, EventHubConsumerClient } from '@azure/event-hubs';
import { LocalRunError } from '../localRunError';

/** How far each partition of a hub has been checkpointed, for those who wait for its end. */
export class ReadPositions {
  readonly #sequenceNumbers: Map<string, number>;
  readonly #waiting = new Set<() => void>();
  #closed = false;

  constructor(
    readonly client: EventHubConsumerClient,
    checkpoints: readonly Checkpoint[],
  ) {
    this.#sequenceNumbers = new Map(
      checkpoints.map(({ partitionId, sequenceNumber }) => [partitionId, sequenceNumber]),
    );
  }

  checkpointed(partitionId: string, sequenceNumber: number): void {
    this.#sequenceNumbers.set(partitionId, sequenceNumber);
    this.#wake();
  }

  /**
   * Resolves when every partition is checkpointed at its last event, events that arrive meanwhile included.
   *
   * @throws LocalRunError when the positions are closed before that
   */
  async reachEnd(): Promise<void> {
    const ids = await this.client.getPartitionIds();
    for (let moved = true; moved; ) {
      moved = false;
      for (const id of ids) {
        const { isEmpty, lastEnqueuedSequenceNumber: end } = await this.client.getPartitionProperties(id);
        while (!isEmpty && this.#position(id) < end) {
          moved = true;
          await this.#change();
        }
      }
    }
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #position(id: string): number {
    return this.#sequenceNumbers.get(id) ?? -1;
  }

  async #change(): Promise<void> {
    if (!this.#closed) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    if (this.#closed) {
      throw new LocalRunError('The function host was closed before every event was read.');
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) {
      resolve();
    }
    this.#waiting.clear();
  }
}
