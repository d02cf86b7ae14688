import { AmqpRefusal, condition } from './amqpError';
import type { EventHub } from './eventHub';
import type { Partition } from './partition';

/**
 * The partition events for `hub` or `hub/Partitions/n` go to; undefined where each message chooses.
 *
 * @throws AmqpRefusal for any other address
 */
export function producerPartition(hub: EventHub, address: string): Partition | undefined {
  const [name, literal, id, ...rest] = address.split('/');
  if (equalIgnoringCase(name, hub.name) && literal === undefined) {
    return undefined;
  }
  if (equalIgnoringCase(name, hub.name) && equalIgnoringCase(literal, 'Partitions') && rest.length === 0) {
    return existing(hub, id ?? '');
  }
  throw unknown(hub, address);
}

/**
 * The consumer group and partition named by `hub/ConsumerGroups/group/Partitions/n`.
 *
 * @throws AmqpRefusal for any other address, an unknown group or partition
 */
export function consumerSource(hub: EventHub, address: string): { group: string; partition: Partition } {
  const [name, groups, groupName, partitions, id, ...rest] = address.split('/');
  const wellFormed =
    equalIgnoringCase(groups, 'ConsumerGroups') && equalIgnoringCase(partitions, 'Partitions') && rest.length === 0;
  if (!equalIgnoringCase(name, hub.name) || !wellFormed) {
    throw unknown(hub, address);
  }
  const group = hub.consumerGroups.find((candidate) => equalIgnoringCase(candidate, groupName));
  if (group === undefined) {
    throw new AmqpRefusal(
      condition.notFound,
      `Event hub '${hub.name}' has no consumer group '${groupName}'; it has: ${hub.consumerGroups.join(', ')}.`,
    );
  }
  return { group, partition: existing(hub, id ?? '') };
}

function existing(hub: EventHub, id: string): Partition {
  const partition = hub.partition(id);
  if (partition === undefined) {
    throw new AmqpRefusal(
      condition.notFound,
      `Event hub '${hub.name}' has no partition '${id}'; it has 0 to ${hub.partitions.length - 1}.`,
    );
  }
  return partition;
}

function unknown(hub: EventHub, address: string): AmqpRefusal {
  return new AmqpRefusal(condition.notFound, `There is no entity '${address}' here, only event hub '${hub.name}'.`);
}

/** Names of Event Hubs entities are not case-sensitive. */
function equalIgnoringCase(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left.toLowerCase() === right.toLowerCase();
}
