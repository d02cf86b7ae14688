import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import { connectToEventHub } from './eventHubConnection';
import type { InvocationOutcome } from './invokeFunction';
import type { FunctionApp, LoadedFunction } from './loadFunctionApp';
import { processBatch } from './processBatch';

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
  const { client, partitionIds, positions } = await connectToEventHub(app, loaded);
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  const processAndCheckpoint = async (events: ReceivedEventData[], partition: PartitionContext): Promise<void> => {
    const last = events.at(-1);
    if (last === undefined) {
      return;
    }
    await processBatch(app, loaded, events, partition, stopping.signal, onOutcome);
    if (!stopping.signal.aborted) {
      await partition.updateCheckpoint(last);
      positions.checkpointed(partition.partitionId, last.sequenceNumber);
    }
  };
  const handlers = {
    processEvents: (events: ReceivedEventData[], partition: PartitionContext): Promise<void> => {
      const batch = processAndCheckpoint(events, partition).finally(() => underWay.delete(batch));
      underWay.add(batch);
      return batch;
    },
    processError: async (error: Error): Promise<void> => {
      app.log({ function: loaded.metadata.name, level: 'error', category: 'system', message: String(error) });
    },
  };

  const { maxEventBatchSize: maxBatchSize, prefetchCount } = app.configuration;
  const startPosition = { offset: '-1' };
  const subscriptions = partitionIds.map((partitionId) =>
    // One subscription a partition: without the load balancing that a single host can do without, reading starts at once.
    client.subscribe(partitionId, handlers, {
      maxBatchSize,
      prefetchCount,
      startPosition,
      skipParsingBodyAsJson: true,
    }),
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
