import { message as amqpMessage, type Message } from 'rhea';
import { AmqpRefusal, condition } from './amqpError';
import type { IncomingEvent } from './storedEvent';

/** Message format of a batch: a message whose data sections are encoded messages themselves. */
const batchFormat = 0x80013700;

/** The largest transfer, a batch or a single message, in bytes: 1 MB in the standard tier. */
export const maxMessageSize = 1_048_576;

/**
 * The events in one transfer.
 *
 * @param payload encoded where the transfer is a batch, since rhea decodes format 0 only
 * @throws AmqpRefusal when the transfer is too large or can't be decoded
 */
export function incomingEvents(payload: Message | Buffer, format: number | undefined): IncomingEvent[] {
  if (!Buffer.isBuffer(payload)) {
    const size = amqpMessage.encode(payload).length;
    checkSize(size);
    return [{ message: payload, size }];
  }
  checkSize(payload.length);
  if (format !== batchFormat) {
    throw new AmqpRefusal(condition.decode, `Message format ${format} is not known.`);
  }
  try {
    return dataSections(decode(payload)).map((section) => ({ message: decode(section), size: section.length }));
  } catch (error) {
    throw new AmqpRefusal(condition.decode, `The batch could not be decoded: ${String(error)}`);
  }
}

/** rhea leaves `body` out where a message has none, against its own type. */
function decode(encoded: Buffer): Message {
  return { body: undefined, ...amqpMessage.decode(encoded) };
}

function checkSize(size: number): void {
  if (size > maxMessageSize) {
    throw new AmqpRefusal(
      condition.messageSizeExceeded,
      `The received message (${size} bytes) exceeds the limit of ${maxMessageSize} bytes.`,
    );
  }
}

function dataSections(batch: Message): Buffer[] {
  const content: unknown = batch.body?.content;
  const sections: unknown[] = Array.isArray(content) ? content : [content];
  if (!sections.every((section) => Buffer.isBuffer(section))) {
    throw new Error('its body is not made of data sections');
  }
  return sections;
}
