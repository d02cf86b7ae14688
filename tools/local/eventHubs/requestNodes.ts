import { type Dictionary, type EventContext, type Message, type Receiver, type Sender, types } from 'rhea';
import { AmqpRefusal, condition, entityNotFound } from './amqpError';
import type { EventHub } from './eventHub';

interface Reply {
  readonly status: number;
  readonly body?: Dictionary<unknown>;
  readonly refusal?: AmqpRefusal;
}

/** The two nodes of the service that answer a request by a reply. */
const answers: Readonly<Record<string, (hub: EventHub, request: Message) => Reply>> = {
  // Any token is taken: this endpoint serves the loopback address, and its key is a published placeholder.
  $cbs: () => ({ status: 202 }),
  $management: readRuntimeInformation,
};

/** Whether `address` is that of a node that answers requests. */
export function isRequestNode(address: string | undefined): address is string {
  return address !== undefined && Object.hasOwn(answers, address);
}

/** Answers the requests that come over a link, on the link that the client opened for replies in the same session. */
export function serveRequests(hub: EventHub, requests: Receiver): void {
  const address = requests.target.address;
  requests.set_target({ address });
  requests.on('message', ({ message, delivery, session }: EventContext) => {
    delivery!.accept();
    const replies = session?.find_sender((link: Sender) => link.source?.address === address);
    replies?.send(encode(answers[address]!(hub, message!), message!.message_id));
  });
}

function encode({ status, body, refusal }: Reply, requestId: Message['message_id']): Message {
  return {
    ...(requestId !== undefined && { correlation_id: requestId }),
    application_properties: {
      'status-code': status,
      'status-description': refusal?.description ?? 'OK',
      ...(refusal && { 'error-condition': refusal.condition }),
    },
    body: body ?? '',
  };
}

/** @see https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-protocol-guide */
function readRuntimeInformation(hub: EventHub, request: Message): Reply {
  const properties: Dictionary<unknown> = request.application_properties ?? {};
  if (properties.operation !== 'READ') {
    const refusal = new AmqpRefusal(
      condition.invalidField,
      `Operation '${properties.operation}' is not known; READ is.`,
    );
    return { status: 400, refusal };
  }
  if (String(properties.name).toLowerCase() !== hub.name.toLowerCase()) {
    return { status: 404, refusal: entityNotFound(`${properties.name}`, `the event hub is '${hub.name}'`) };
  }
  return properties.type === 'com.microsoft:partition'
    ? partitionInformation(hub, String(properties.partition))
    : { status: 200, body: hubInformation(hub) };
}

function hubInformation(hub: EventHub): Dictionary<unknown> {
  return {
    name: hub.name,
    type: 'com.microsoft:eventhub',
    created_at: types.wrap_timestamp(hub.createdAt.getTime()),
    partition_count: hub.partitions.length,
    partition_ids: hub.partitions.map((partition) => partition.id),
    georeplication_factor: 1,
  };
}

function partitionInformation(hub: EventHub, id: string): Reply {
  const partition = hub.partition(id);
  if (partition === undefined) {
    return { status: 404, refusal: entityNotFound(id, `the partitions are 0 to ${hub.partitions.length - 1}`) };
  }
  const last = partition.last;
  const body = {
    name: hub.name,
    type: 'com.microsoft:partition',
    partition: id,
    begin_sequence_number: types.wrap_long(partition.begin),
    last_enqueued_sequence_number: types.wrap_long(last?.sequenceNumber ?? -1),
    last_enqueued_offset: last?.offset ?? '-1',
    last_enqueued_time_utc: types.wrap_timestamp(last?.enqueuedTime ?? 0),
    is_partition_empty: last === undefined,
  };
  return { status: 200, body };
}
