import type { ReceivedEventData } from '@azure/event-hubs';
import type { SentMessage } from './expectation';

/** An event as a consumer gets it, and the message that was sent with it. */
export interface StoredEvent extends ReceivedEventData {
  readonly message: SentMessage;
}

/** An event hub that keeps everything. */
export class EventHub {
  readonly #partitions: StoredEvent[][];
  #waiting: (() => void)[] = [];

  constructor(partitions: number) {
    this.#partitions = Array.from({ length: partitions }, () => []);
  }

  get partitionIds(): string[] {
    return this.#partitions.map((_, index) => String(index));
  }

  send(partitionId: string, message: SentMessage, enqueuedTimeUtc: Date): void {
    const events = this.#partitions[Number(partitionId)]!;
    const sequenceNumber = events.length;
    events.push({
      message,
      body: message.body,
      sequenceNumber,
      offset: String(sequenceNumber * 1_048_576),
      enqueuedTimeUtc,
      properties: {},
      systemProperties: {},
      partitionKey: null,
    } as unknown as StoredEvent);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** All events of a partition, by sequence number. */
  events(partitionId: string): readonly StoredEvent[] {
    return this.#partitions[Number(partitionId)]!;
  }

  /** Events from a sequence number on, at most so many; waits for the first. */
  async receive(partitionId: string, from: number, most: number): Promise<readonly StoredEvent[]> {
    const events = this.events(partitionId);
    while (events.length <= from) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    return events.slice(from, from + most);
  }
}
