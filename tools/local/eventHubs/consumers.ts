import type { Sender } from 'rhea';
import { AmqpRefusal, condition } from './amqpError';
import { serveConsumer } from './consumerLink';
import { consumerSource } from './entityAddress';
import type { EventHub } from './eventHub';
import { firstSelected, selectorFilter } from './selectorFilter';

const epochProperty = 'com.microsoft:epoch';
const runtimeMetrics = 'com.microsoft:enable-receiver-runtime-metric';

interface Consumer {
  readonly link: Sender;
  readonly epoch: number | undefined;
  readonly stop: () => void;
}

/**
 * The consumers attached to a hub. A consumer with an epoch is the only one on its group and partition: it takes the
 * place of those with a lower, an equal or no epoch, and is refused while one with a higher epoch is there.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-event-processor-host
 */
export class Consumers {
  readonly #attached = new Map<string, Consumer[]>();

  constructor(readonly hub: EventHub) {}

  /** @throws AmqpRefusal for an unknown address or filter, or when a consumer with a higher epoch is attached */
  attach(link: Sender): void {
    const { group, partition } = consumerSource(this.hub, link.source.address);
    const from = firstSelected(partition, selector(link));
    link.set_source({ address: link.source.address });
    const epoch = epochOf(link);
    const place = `${group}/${partition.id}`;
    const others = (this.#attached.get(place) ?? []).filter((consumer) => consumer.link.is_open());
    const strongest = Math.max(...others.map((consumer) => consumer.epoch ?? -1));
    if (strongest >= 0 && strongest > (epoch ?? -1)) {
      throw stolen(epoch, strongest);
    }
    const staying = epoch === undefined ? others : [];
    for (const consumer of others.filter((other) => !staying.includes(other))) {
      consumer.stop();
      consumer.link.close(stolen(consumer.epoch, epoch).toAmqp());
    }
    const stop = serveConsumer(link, partition, from, asksFor(link, runtimeMetrics));
    this.#attached.set(place, [...staying, { link, epoch, stop }]);
  }

  /** Stops sending to every consumer. */
  close(): void {
    for (const consumer of [...this.#attached.values()].flat()) {
      consumer.stop();
    }
    this.#attached.clear();
  }
}

function selector(link: Sender): string | undefined {
  const filter: unknown = link.source.filter?.[selectorFilter];
  return filter === undefined || filter === null ? undefined : String(filter);
}

function epochOf(link: Sender): number | undefined {
  const epoch: unknown = link.properties?.[epochProperty];
  return typeof epoch === 'number' && epoch >= 0 ? epoch : undefined;
}

function asksFor(link: Sender, capability: string): boolean {
  return [link.desired_capabilities].flat().includes(capability);
}

function stolen(epoch: number | undefined, other: number | undefined): AmqpRefusal {
  return new AmqpRefusal(
    condition.stolen,
    `The consumer with epoch ${epoch ?? 'none'} gives way to another one, which has epoch ${other ?? 'none'}.`,
  );
}
