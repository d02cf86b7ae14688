import { type Container, create_container, type EventContext, type Receiver, type Sender } from 'rhea';
import { AmqpRefusal, condition } from './amqpError';
import type { Consumers } from './consumers';
import type { EventHub } from './eventHub';
import { serveProducer } from './producerLink';
import { isRequestNode, serveRequests } from './requestNodes';

/** What a client may do wrong or meet: none of this server's business, but without a listener rhea ends the process or writes to its console. */
const clientFaults = [
  'error',
  'protocol_error',
  'connection_error',
  'session_error',
  'sender_error',
  'receiver_error',
  'disconnected',
];

/** An AMQP container whose links lead to an event hub: it greets clients and gives each link to the code that serves it. */
export function createContainer(hub: EventHub, consumers: Consumers): Container {
  const container = create_container();
  container.sasl_server_mechanisms.enable_anonymous();
  // The clients authenticate over the $cbs node and only announce so here.
  container.sasl_server_mechanisms.MSSBCBS = acceptingMechanism;
  for (const fault of clientFaults) {
    container.on(fault, () => {});
  }
  container.on('receiver_open', ({ receiver }: EventContext) =>
    openOrRefuse(receiver!, () =>
      isRequestNode(receiver!.target?.address) ? serveRequests(hub, receiver!) : serveProducer(hub, receiver!),
    ),
  );
  container.on('sender_open', ({ sender }: EventContext) =>
    openOrRefuse(sender!, () =>
      isRequestNode(sender!.source?.address)
        ? sender!.set_source({ address: sender!.source.address })
        : consumers.attach(sender!),
    ),
  );
  return container;
}

/** A link that can't be served is closed with the reason, after the attach that the protocol wants first. */
function openOrRefuse(link: Sender | Receiver, serve: () => void): void {
  try {
    serve();
  } catch (error) {
    const refusal =
      error instanceof AmqpRefusal ? error : new AmqpRefusal(condition.invalidField, `The link is malformed: ${error}`);
    link.close(refusal.toAmqp());
  }
}

function acceptingMechanism(): { outcome: boolean | undefined; username: string; start(): void } {
  return {
    outcome: undefined,
    username: 'anonymous',
    start() {
      this.outcome = true;
    },
  };
}
