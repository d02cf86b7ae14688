import { EventHubConsumerClient } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { BlobServiceClient } from '@azure/storage-blob';
import { connectionString } from './bindingSettings';
import type { FunctionApp, LoadedFunction } from './loadFunctionApp';
import { ReadPositions } from './readPositions';

/** Where the host keeps checkpoints, in the account `AzureWebJobsStorage`. */
const checkpointContainer = 'azure-webjobs-eventhub';

/** A function's consumer of its hub, with the checkpoints it left. */
export interface EventHubConnection {
  readonly client: EventHubConsumerClient;
  readonly partitionIds: readonly string[];
  readonly positions: ReadPositions;
}

/** @throws SettingError when a connection is missing; the client's or the store's error when it leads nowhere */
export async function connectToEventHub(app: FunctionApp, loaded: LoadedFunction): Promise<EventHubConnection> {
  const place = `function ${loaded.metadata.name}`;
  const storage = connectionString('AzureWebJobsStorage', app.env, place);
  const connection = connectionString(loaded.trigger.connection, app.env, place);
  const container = BlobServiceClient.fromConnectionString(storage).getContainerClient(checkpointContainer);
  await container.createIfNotExists();
  const store = new BlobCheckpointStore(container);
  const group = String(loaded.trigger.consumerGroup ?? '$Default');
  // An EntityPath in the connection string overrides the binding's name, as in the host.
  const hub = /EntityPath=([^;]+)/i.exec(connection)?.[1] ?? String(loaded.trigger.eventHubName);
  const client = new EventHubConsumerClient(group, connection, hub, store);
  try {
    const partitionIds = await client.getPartitionIds();
    const checkpoints = await store.listCheckpoints(client.fullyQualifiedNamespace, hub, group);
    return { client, partitionIds, positions: new ReadPositions(client, checkpoints) };
  } catch (error) {
    await client.close();
    throw error;
  }
}
