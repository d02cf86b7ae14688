import {
  type Checkpoint,
  EventHubConsumerClient,
  type PartitionContext,
  type ReceivedEventData,
} from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { BlobServiceClient } from '@azure/storage-blob';
import { connectionString } from './bindingSettings';
import { type EventHubInput, eventHubInputs } from './eventHubInput';
import { type InvocationOutcome, invokeFunction } from './invokeFunction';
import type { FunctionApp, LoadedFunction } from './loadFunctionApp';
import { ReadPositions } from './readPositions';
import { invokeWithRetries } from './retryPolicy';

/** Where the host keeps checkpoints, in the account `AzureWebJobsStorage`. */
const CHECKPOINT_CONTAINER = 'azure-webjobs-eventhub';

export interface EventHubListener {
  /** Resolves when every partition has been read to its end and checkpointed. */
  idle(): Promise<void>;
  /** Stops reading; waits for invocations under way, whose batches are not checkpointed. */
  close(): Promise<void>;
}

/**
 * Reads every partition for a function, from its checkpoint on: one invocation at a time in each, all side by side. A
 * batch is checkpointed once its invocation has ended, *whether or not it succeeded*; a retry policy comes first, and
 * its partition waits meanwhile.
 *
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Listeners/EventHubListener.PartitionProcessor.cs
 */
export async function listenToEventHub(
  app: FunctionApp,
  loaded: LoadedFunction,
  onOutcome: (outcome: InvocationOutcome) => void,
): Promise<EventHubListener> {
  const { client, store } = await connect(app, loaded);
  const { partitionIds, checkpoints } = await readState(client, store, consumerGroup(loaded));
  const stopping = new AbortController();
  const positions = new ReadPositions(client, checkpoints);
  const underWay = new Set<Promise<void>>();

  const invoke = async (input: EventHubInput, partitionId: string, events: number): Promise<void> => {
    await invokeWithRetries(loaded.metadata.retryOptions, stopping.signal, async (retryContext) => {
      const outcome = await invokeFunction(app, loaded, {
        inputData: [{ name: loaded.triggerName, data: input.data }],
        triggerMetadata: input.metadata,
        ...(retryContext && { retryContext }),
      });
      onOutcome({ ...outcome, partitionId, events });
      return outcome;
    });
  };
  const process = async (events: ReceivedEventData[], partition: PartitionContext): Promise<void> => {
    const last = events.at(-1);
    if (last === undefined) {
      return;
    }
    const inputs = inputsOrNone(app, loaded, events, partition);
    const eventsEach = inputs.length === 1 ? events.length : 1;
    await Promise.all(inputs.map((input) => invoke(input, partition.partitionId, eventsEach)));
    if (!stopping.signal.aborted) {
      await partition.updateCheckpoint(last);
      positions.checkpointed(partition.partitionId, last.sequenceNumber);
    }
  };

  const { maxEventBatchSize: maxBatchSize, prefetchCount } = app.configuration;
  const subscriptions = partitionIds.map((partitionId) =>
    client.subscribe(
      partitionId,
      {
        processEvents: (events, partition) => {
          const batch = process(events, partition).finally(() => underWay.delete(batch));
          underWay.add(batch);
          return batch;
        },
        processError: async (error) => logError(app, loaded, error),
      },
      { maxBatchSize, prefetchCount, startPosition: { offset: '-1' }, skipParsingBodyAsJson: true },
    ),
  );
  return {
    idle: () => positions.reachEnd(),
    close: async () => {
      stopping.abort();
      positions.close();
      await Promise.all(subscriptions.map((subscription) => subscription.close()));
      await Promise.allSettled(underWay);
      await client.close();
    },
  };
}

async function connect(
  app: FunctionApp,
  loaded: LoadedFunction,
): Promise<{ client: EventHubConsumerClient; store: BlobCheckpointStore }> {
  const place = `function ${loaded.metadata.name}`;
  const storage = BlobServiceClient.fromConnectionString(connectionString('AzureWebJobsStorage', app.env, place));
  const container = storage.getContainerClient(CHECKPOINT_CONTAINER);
  await container.createIfNotExists();
  const store = new BlobCheckpointStore(container);
  const connection = connectionString(loaded.trigger.connection, app.env, place);
  // An EntityPath in the connection string overrides the binding's name, as in the host.
  const hub = /;?\s*EntityPath=([^;]+)/i.exec(connection)?.[1] ?? String(loaded.trigger.eventHubName);
  return { client: new EventHubConsumerClient(consumerGroup(loaded), connection, hub, store), store };
}

async function readState(
  client: EventHubConsumerClient,
  store: BlobCheckpointStore,
  group: string,
): Promise<{ partitionIds: string[]; checkpoints: Checkpoint[] }> {
  try {
    const partitionIds = await client.getPartitionIds();
    const checkpoints = await store.listCheckpoints(client.fullyQualifiedNamespace, client.eventHubName, group);
    return { partitionIds, checkpoints };
  } catch (error) {
    await client.close();
    throw error;
  }
}

function consumerGroup(loaded: LoadedFunction): string {
  return String(loaded.trigger.consumerGroup ?? '$Default');
}

/** A batch that can't be bound never reaches the function and is checkpointed all the same: the host loses it. */
function inputsOrNone(
  app: FunctionApp,
  loaded: LoadedFunction,
  events: ReceivedEventData[],
  partition: PartitionContext,
): EventHubInput[] {
  try {
    return eventHubInputs(events, partition, loaded.trigger, app.capabilities);
  } catch (error) {
    logError(app, loaded, error);
    return [];
  }
}

function logError(app: FunctionApp, loaded: LoadedFunction, error: unknown): void {
  app.log({ function: loaded.metadata.name, level: 'error', category: 'system', message: String(error) });
}
