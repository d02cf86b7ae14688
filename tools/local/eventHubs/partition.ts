import type { IncomingEvent, StoredEvent } from './storedEvent';

/** One partition of an event hub: an append-only log in memory, cut off at its beginning where retention is limited. */
export class Partition {
  readonly #events: StoredEvent[] = [];
  readonly #appended = new Set<() => void>();
  #begin = 0;
  #size = 0;

  /** @param retainedEvents how many of its latest events it keeps at least, and twice as many at most */
  constructor(
    readonly id: string,
    readonly retainedEvents = Number.POSITIVE_INFINITY,
  ) {}

  /** The sequence number of the first event that is kept, or the end. */
  get begin(): number {
    return this.#begin;
  }

  /** The sequence number the next event will have. */
  get end(): number {
    return this.#begin + this.#events.length;
  }

  get last(): StoredEvent | undefined {
    return this.#events.at(-1);
  }

  at(sequenceNumber: number): StoredEvent | undefined {
    return this.#events[sequenceNumber - this.#begin];
  }

  /** The sequence number of the first event kept that `matches`, or the end. `matches` is false up to it and true from there. */
  first(matches: (event: StoredEvent) => boolean): number {
    const index = this.#events.findIndex(matches);
    return index < 0 ? this.end : this.#begin + index;
  }

  append(events: readonly IncomingEvent[], partitionKey: string | undefined): void {
    const enqueuedTime = Date.now();
    for (const { message, size } of events) {
      this.#events.push({ sequenceNumber: this.end, offset: `${this.#size}`, enqueuedTime, partitionKey, message });
      this.#size += size;
    }
    if (this.#events.length > 2 * this.retainedEvents) {
      this.#begin += this.#events.splice(0, this.#events.length - this.retainedEvents).length;
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
