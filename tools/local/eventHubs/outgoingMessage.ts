import { type Message, types } from 'rhea';
import type { Partition } from './partition';
import type { StoredEvent } from './storedEvent';

/**
 * An event as a consumer receives it: the producer's message with the broker's annotations.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-protocol-guide
 */
export function outgoingMessage(event: StoredEvent): Message {
  return {
    ...event.message,
    message_annotations: {
      ...event.message.message_annotations,
      'x-opt-sequence-number': types.wrap_long(event.sequenceNumber),
      'x-opt-offset': event.offset,
      'x-opt-enqueued-time': types.wrap_timestamp(event.enqueuedTime),
      ...(event.partitionKey !== undefined && { 'x-opt-partition-key': event.partitionKey }),
    },
  };
}

/** Delivery annotations that tell a consumer, with every event, how far the partition reaches. */
export function runtimeMetrics(partition: Partition): Record<string, unknown> {
  const last = partition.last;
  return {
    last_enqueued_sequence_number: types.wrap_long(last?.sequenceNumber ?? -1),
    last_enqueued_offset: last?.offset ?? '-1',
    last_enqueued_time_utc: types.wrap_timestamp(last?.enqueuedTime ?? 0),
    runtime_info_retrieval_time_utc: types.wrap_timestamp(Date.now()),
  };
}
