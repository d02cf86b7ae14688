import { entityNotFound } from './amqpError';
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
    return existing(hub, id ?? '', address);
  }
  throw entityNotFound(address, `the event hub is '${hub.name}'`);
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
    throw entityNotFound(address, `the event hub is '${hub.name}'`);
  }
  const group = hub.consumerGroups.find((candidate) => equalIgnoringCase(candidate, groupName));
  if (group === undefined) {
    throw entityNotFound(address, `the consumer groups are ${hub.consumerGroups.join(', ')}`);
  }
  return { group, partition: existing(hub, id ?? '', address) };
}

function existing(hub: EventHub, id: string, address: string): Partition {
  const partition = hub.partition(id);
  if (partition === undefined) {
    throw entityNotFound(address, `the partitions are 0 to ${hub.partitions.length - 1}`);
  }
  return partition;
}

/** Names of Event Hubs entities are not case-sensitive. */
function equalIgnoringCase(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && left.toLowerCase() === right.toLowerCase();
}
