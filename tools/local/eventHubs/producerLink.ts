import type { EventContext, Message, Receiver } from 'rhea';
import { AmqpRefusal } from './amqpError';
import { producerPartition } from './entityAddress';
import type { EventHub } from './eventHub';
import { incomingEvents } from './incomingEvents';

const partitionKeyAnnotation = 'x-opt-partition-key';

/**
 * Takes what a producer sends over a link and appends it to the hub. A transfer is accepted or rejected as a whole.
 *
 * @throws AmqpRefusal when the link's address is unknown
 */
export function serveProducer(hub: EventHub, link: Receiver): void {
  const addressed = producerPartition(hub, link.target.address);
  link.set_target({ address: link.target.address });
  link.on('message', ({ message, delivery, format }: EventContext & { format?: number }) => {
    try {
      const payload: Message | Buffer = message!;
      const events = incomingEvents(payload, format);
      const key = partitionKey(events[0]?.message);
      (addressed ?? hub.partitionFor(key)).append(events, key);
      delivery!.accept();
    } catch (error) {
      if (!(error instanceof AmqpRefusal)) {
        throw error;
      }
      delivery!.reject(error.toAmqp());
    }
  });
}

/** A batch is for one key: the client writes it on the envelope and on every event. */
function partitionKey(message: Message | undefined): string | undefined {
  const key: unknown = message?.message_annotations?.[partitionKeyAnnotation];
  return typeof key === 'string' ? key : undefined;
}
