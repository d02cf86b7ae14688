import type { Message } from 'rhea';

/** An event as a partition keeps it. */
export interface StoredEvent {
  /** Position in the partition, from 0, without gaps. */
  readonly sequenceNumber: number;
  /** Bytes of the events before this one in the partition, as a decimal string: ascending, with gaps. */
  readonly offset: string;
  /** When the partition took the event, in milliseconds since the epoch. */
  readonly enqueuedTime: number;
  readonly partitionKey: string | undefined;
  readonly message: Message;
}

/** An event on its way in: a decoded AMQP message and its encoded size in bytes. */
export interface IncomingEvent {
  readonly message: Message;
  readonly size: number;
}
