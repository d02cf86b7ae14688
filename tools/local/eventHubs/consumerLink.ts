import type { Sender } from 'rhea';
import { outgoingMessage, runtimeMetrics } from './outgoingMessage';
import type { Partition } from './partition';

/** rhea keeps a sender's credit on the object but not in its types. */
type CreditedSender = Sender & { readonly credit: number };

/**
 * Sends the events of a partition over a link, from a position on, as far as the consumer's credit goes.
 *
 * @param from sequence number of the first event to send
 * @param withMetrics whether each event tells how far the partition reaches
 * @returns a function that stops the sending
 */
export function serveConsumer(link: Sender, partition: Partition, from: number, withMetrics: boolean): () => void {
  let next = from;
  let scheduled: NodeJS.Immediate | undefined;

  const send = (): void => {
    scheduled = undefined;
    if (!link.is_open()) {
      stop();
      return;
    }
    for (
      let credit = (link as CreditedSender).credit;
      credit > 0 && next < partition.end && link.sendable();
      credit--
    ) {
      next = Math.max(next, partition.begin);
      const message = outgoingMessage(partition.at(next++)!);
      link.send(withMetrics ? { ...message, delivery_annotations: runtimeMetrics(partition) } : message);
    }
  };
  // Once a turn of the event loop, for rhea takes credit off only when it writes: a second round would spend it twice.
  const schedule = (): void => {
    scheduled ??= setImmediate(send);
  };
  const stop = (): void => {
    clearImmediate(scheduled);
    endNotifications();
    link.removeListener('sendable', schedule);
  };

  const endNotifications = partition.onAppend(schedule);
  link.on('sendable', schedule);
  return stop;
}
