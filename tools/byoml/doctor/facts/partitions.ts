import { type EventHubClientOptions, EventHubConsumerClient } from '@azure/event-hubs';
import { AzureCliCredential } from '@azure/identity';
import { messageText } from '../../../../shared/text/messageText';
import type { EventHubConnection } from '../../replay/eventHubConnection';
import { type Fact, known, unknown } from '../fact';

/** What a partition of the hub holds. */
export interface Partition {
  readonly id: string;
  readonly isEmpty: boolean;
  readonly firstSequenceNumber: number;
  readonly lastSequenceNumber: number;
  readonly lastEnqueuedAt: Date;
}

/** One try: a port that a firewall shuts is told at once, not after minutes. */
const options: EventHubClientOptions = { retryOptions: { maxRetries: 0, timeoutInMs: 20_000 } };

/** Asks the hub itself, by AMQP, about its partitions. */
export async function readPartitions(
  connection: EventHubConnection,
  consumerGroup: string,
): Promise<Fact<readonly Partition[]>> {
  const client = consumerClient(connection, consumerGroup);
  try {
    const ids = await client.getPartitionIds();
    return known(await Promise.all(ids.map((id) => readPartition(client, id))));
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    return unknown(
      messageText(
        `event hub ${connection.hub} did not answer (${[code, message.split('\n')[0]].filter(Boolean).join(': ').slice(0, 200)}): ` +
          'you need Azure Event Hubs Data Receiver on it, and a way out to port 5671',
      ),
    );
  } finally {
    await client.close().catch(() => {});
  }
}

async function readPartition(client: EventHubConsumerClient, id: string): Promise<Partition> {
  const told = await client.getPartitionProperties(id);
  return {
    id,
    isEmpty: told.isEmpty,
    firstSequenceNumber: told.beginningSequenceNumber,
    lastSequenceNumber: told.lastEnqueuedSequenceNumber,
    lastEnqueuedAt: told.lastEnqueuedOnUtc,
  };
}

function consumerClient(connection: EventHubConnection, group: string): EventHubConsumerClient {
  if ('connectionString' in connection) {
    return new EventHubConsumerClient(group, connection.connectionString, connection.hub, options);
  }
  const credential = new AzureCliCredential({ processTimeoutInMs: 10_000 });
  return new EventHubConsumerClient(group, connection.fullyQualifiedNamespace, connection.hub, credential, options);
}
