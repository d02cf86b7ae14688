import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import { type EventHubInput, eventHubInputs } from './eventHubInput';
import { type InvocationOutcome, invokeFunction } from './invokeFunction';
import type { FunctionApp, LoadedFunction } from './loadFunctionApp';
import { invokeWithRetries } from './retryPolicy';

/** Brings a batch of events to a function; resolves when its invocation has ended, succeeded or not, retries and all. */
export async function processBatch(
  app: FunctionApp,
  loaded: LoadedFunction,
  events: readonly ReceivedEventData[],
  partition: PartitionContext,
  signal: AbortSignal,
  onOutcome: (outcome: InvocationOutcome) => void,
): Promise<void> {
  const inputs = inputsOrNone(app, loaded, events, partition);
  const eventsEach = events.length / inputs.length;
  await Promise.all(
    inputs.map((input) =>
      invokeWithRetries(loaded.metadata.retryOptions, signal, async (retryContext) => {
        const outcome = await invokeFunction(app, loaded, {
          inputData: [{ name: loaded.triggerName, data: input.data }],
          triggerMetadata: input.metadata,
          ...(retryContext && { retryContext }),
        });
        onOutcome({ ...outcome, partitionId: partition.partitionId, events: eventsEach });
        return outcome;
      }),
    ),
  );
}

/** A batch that can't be bound never reaches the function, is not retried, and is lost, as in the host. */
function inputsOrNone(
  app: FunctionApp,
  loaded: LoadedFunction,
  events: readonly ReceivedEventData[],
  partition: PartitionContext,
): EventHubInput[] {
  try {
    return eventHubInputs(events, partition, loaded.trigger, app.capabilities);
  } catch (error) {
    app.log({ function: loaded.metadata.name, level: 'error', category: 'system', message: String(error) });
    return [];
  }
}
