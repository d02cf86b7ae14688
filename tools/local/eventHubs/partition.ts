import type { IncomingEvent, StoredEvent } from './storedEvent';

/** One partition of an event hub: an append-only log in memory. */
export class Partition {
  readonly #events: StoredEvent[] = [];
  readonly #appended = new Set<() => void>();
  #size = 0;

  constructor(readonly id: string) {}

  /** The sequence number the next event will have. */
  get end(): number {
    return this.#events.length;
  }

  get last(): StoredEvent | undefined {
    return this.#events.at(-1);
  }

  at(sequenceNumber: number): StoredEvent | undefined {
    return this.#events[sequenceNumber];
  }

  /** The sequence number of the first event that `matches`, or the end. `matches` is false up to it and true from there. */
  first(matches: (event: StoredEvent) => boolean): number {
    const index = this.#events.findIndex(matches);
    return index < 0 ? this.end : index;
  }

  append(events: readonly IncomingEvent[], partitionKey: string | undefined): void {
    const enqueuedTime = Date.now();
    for (const { message, size } of events) {
      this.#events.push({ sequenceNumber: this.end, offset: `${this.#size}`, enqueuedTime, partitionKey, message });
      this.#size += size;
    }
    for (const notify of this.#appended) {
      notify();
    }
  }

  /** @returns a function that ends the notifications */
  onAppend(notify: () => void): () => void {
    this.#appended.add(notify);
    return () => this.#appended.delete(notify);
  }
}
