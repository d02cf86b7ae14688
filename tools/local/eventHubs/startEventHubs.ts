import type { Socket } from 'node:net';
import { listening, loopback } from '../listen';
import { createContainer } from './amqpContainer';
import { Consumers } from './consumers';
import { EventHub } from './eventHub';
import { maxMessageSize } from './incomingEvents';

export interface EventHubsOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Name of the one event hub. */
  readonly hub: string;
  /** Number of partitions; their ids are `0`, `1`, … */
  readonly partitions: number;
  readonly consumerGroups: readonly string[];
  /** How many events a partition keeps at least: a reader further behind misses some. All by default. */
  readonly retainedEvents?: number;
}

export interface EventHubs {
  readonly port: number;
  /** For the clients of `@azure/event-hubs`; without `EntityPath`. */
  readonly connectionString: string;
  close(): Promise<void>;
}

/**
 * Starts an endpoint that speaks the service's AMQP 1.0 over plain TCP on the loopback address, for the unmodified
 * clients of `@azure/event-hubs`: sending, receiving, epochs, runtime information. Events are kept in memory.
 *
 * It leaves out: checks of tokens, retention by time, idempotent producers, WebSockets, quotas other than the message size.
 *
 * @throws LocalRunError when the port is in use
 */
export async function startEventHubs(options: EventHubsOptions): Promise<EventHubs> {
  const hub = new EventHub(options.hub, options.partitions, options.consumerGroups, options.retainedEvents);
  const consumers = new Consumers(hub);
  const server = createContainer(hub, consumers).listen({
    port: options.port,
    host: loopback,
    max_frame_size: 65_536,
    receiver_options: { autoaccept: false, max_message_size: maxMessageSize },
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listening(server, options.port, 'the local event hub');
  return {
    port,
    // The emulator's own placeholder key; the flag makes the clients speak plain TCP.
    connectionString: `Endpoint=sb://${loopback}:${port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`,
    close: () => {
      consumers.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
