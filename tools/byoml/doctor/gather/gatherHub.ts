import type { EventHubConnection } from '../../replay/eventHubConnection';
import { hubReader, namespaceHost } from '../checkpointLayout';
import type { HubFacts } from '../deployment';
import { unknown, whenKnown } from '../fact';
import { readCheckpoints } from '../facts/checkpoints';
import { readConsumerGroup, readHub, readNamespace, readTrustedAccess } from '../facts/eventHub';
import type { Asking } from './asking';

export async function gatherHub({ connections, subscriptions, resourceManager, dataPlane }: Asking): Promise<HubFacts> {
  const { eventHub, consumerGroup, host } = connections;
  const [namespace, partitions, checkpoints] = await Promise.all([
    whenKnown(eventHub, (connection) => {
      const name = namespaceName(connection);
      if (name === undefined) return unknown('the event hub is on this machine');
      return readNamespace(resourceManager, subscriptions, name);
    }),
    whenKnown(eventHub, (connection) => dataPlane.partitions(connection, consumerGroup)),
    whenKnown(eventHub, (connection) =>
      whenKnown(host, (storage) => readCheckpoints(dataPlane.container(storage), hubReader(connection, consumerGroup))),
    ),
  ]);
  const hub = await whenKnown(eventHub, ({ hub: name }) =>
    whenKnown(namespace, (found) => readHub(resourceManager, found, name)),
  );
  const [group, letsTrustedServicesIn] = await Promise.all([
    whenKnown(hub, (found) => readConsumerGroup(resourceManager, found, consumerGroup)),
    whenKnown(namespace, (found) => readTrustedAccess(resourceManager, found)),
  ]);
  return { namespace, hub, consumerGroup: group, letsTrustedServicesIn, partitions, checkpoints };
}

/** Undefined for an emulator. */
function namespaceName(connection: EventHubConnection): string | undefined {
  return /^([a-z][a-z0-9-]+)\.servicebus\./i.exec(namespaceHost(connection))?.[1];
}
