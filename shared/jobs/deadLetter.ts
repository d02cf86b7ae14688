import { inspect } from 'node:util';
import type { EventHubMessage } from '../events/eventHubMessage';
import type { DeadLetter } from '../storage/deadLetterLine';

/** A message as it is set aside: its body to the byte, where it stood in the hub, and why. */
export function deadLetter(message: EventHubMessage, reason: string, detail: string): DeadLetter {
  const { body, partition, sequenceNumber, offset, enqueuedTime } = message;
  return {
    reason,
    detail,
    partition: partition || null,
    sequenceNumber: sequenceNumber === '' ? null : Number(sequenceNumber),
    offset: offset || null,
    enqueuedTime: enqueuedTime || null,
    body: bytesOf(body),
  };
}

/** The trigger gives bytes; what another one has parsed is written as JSON again, or described where JSON can't hold it. */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  try {
    return Buffer.from(JSON.stringify(body) ?? '');
  } catch {
    return Buffer.from(inspect(body));
  }
}
