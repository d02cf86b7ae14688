import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import { LocalRunError } from '../localRunError';
import { json, longs, strings, zonelessTime } from './toTypedData';
import type { BindingInfo, Capabilities, TypedData } from './workerProtocol';

/** What an Event Hubs trigger hands to a function. */
export interface EventHubInput {
  readonly data: TypedData;
  readonly metadata: Readonly<Record<string, TypedData>>;
}

/**
 * The inputs for a batch of events as the host makes them: one for all with cardinality `many`, otherwise one each.
 *
 * @throws LocalRunError where the host fails before the function is called: without a dataType it parses bodies as JSON
 */
export function eventHubInputs(
  events: readonly ReceivedEventData[],
  partition: PartitionContext,
  trigger: BindingInfo,
  capabilities: Capabilities,
): EventHubInput[] {
  if (String(trigger.cardinality ?? 'many').toLowerCase() === 'one') {
    return events.map((event) => ({
      data: oneBody(event, trigger),
      metadata: { PartitionContext: partitionContext(partition), ...oneMetadata(event) },
    }));
  }
  return [
    {
      data: manyBodies(events, trigger, capabilities),
      metadata: { PartitionContext: partitionContext(partition), ...manyMetadata(events, capabilities) },
    },
  ];
}

function manyBodies(events: readonly ReceivedEventData[], trigger: BindingInfo, capabilities: Capabilities): TypedData {
  switch (trigger.dataType) {
    case 'binary':
      return { collectionBytes: { bytes: events.map(bytes) } };
    case 'string':
      return strings(events.map(text), capabilities);
    default:
      return json(events.map(parsed));
  }
}

function oneBody(event: ReceivedEventData, trigger: BindingInfo): TypedData {
  switch (trigger.dataType) {
    case 'binary':
      return { bytes: bytes(event) };
    case 'string':
      return { string: text(event) };
    default:
      return json(parsed(event));
  }
}

/** @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Triggers/EventHubTriggerBindingStrategy.cs */
function manyMetadata(events: readonly ReceivedEventData[], capabilities: Capabilities): Record<string, TypedData> {
  return {
    PartitionKeyArray: strings(events.map(partitionKey), capabilities),
    OffsetArray: strings(
      events.map((event) => event.offset),
      capabilities,
    ),
    SequenceNumberArray: longs(events.map((event) => event.sequenceNumber)),
    EnqueuedTimeUtcArray: json(events.map((event) => zonelessTime(event.enqueuedTimeUtc))),
    PropertiesArray: json(events.map((event) => event.properties ?? {})),
    SystemPropertiesArray: json(events.map(systemProperties)),
  };
}

function oneMetadata(event: ReceivedEventData): Record<string, TypedData> {
  const key = partitionKey(event);
  return {
    ...(key !== undefined && { PartitionKey: { string: key } }),
    Offset: { string: event.offset },
    SequenceNumber: json(event.sequenceNumber),
    EnqueuedTimeUtc: json(zonelessTime(event.enqueuedTimeUtc)),
    Properties: json(event.properties ?? {}),
    SystemProperties: json(systemProperties(event)),
  };
}

function systemProperties(event: ReceivedEventData): Record<string, unknown> {
  return {
    ...event.systemProperties,
    'x-opt-sequence-number': event.sequenceNumber,
    'x-opt-offset': event.offset,
    'x-opt-enqueued-time': zonelessTime(event.enqueuedTimeUtc),
    SequenceNumber: event.sequenceNumber,
    Offset: event.offset,
    OffsetString: event.offset,
    PartitionKey: partitionKey(event) ?? null,
    EnqueuedTimeUtc: zonelessTime(event.enqueuedTimeUtc),
  };
}

function partitionContext({
  fullyQualifiedNamespace,
  eventHubName,
  consumerGroup,
  partitionId,
}: PartitionContext): TypedData {
  return json({
    FullyQualifiedNamespace: fullyQualifiedNamespace,
    EventHubName: eventHubName,
    ConsumerGroup: consumerGroup,
    PartitionId: partitionId,
  });
}

function partitionKey(event: ReceivedEventData): string | undefined {
  return event.partitionKey ?? undefined;
}

/** The client gives data sections as they came, since it is told not to parse them; other kinds of body are rare. */
function bytes(event: ReceivedEventData): Buffer {
  const body: unknown = event.body;
  const sections: unknown[] = Array.isArray(body) ? body : [body ?? Buffer.alloc(0)];
  return sections.every((section) => Buffer.isBuffer(section))
    ? Buffer.concat(sections)
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function text(event: ReceivedEventData): string {
  return bytes(event).toString('utf8');
}

function parsed(event: ReceivedEventData): unknown {
  try {
    return JSON.parse(text(event));
  } catch (cause) {
    throw new LocalRunError(
      `The body of event ${event.sequenceNumber} is not JSON, so the whole batch fails. Set the trigger's dataType to 'binary' or 'string' and parse in the function.`,
      { cause },
    );
  }
}
