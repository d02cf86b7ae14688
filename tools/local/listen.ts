import type { Server } from 'node:net';
import { listenError } from './localRunError';

/** The one address the local services are reachable at: nothing of a local run is visible on the network. */
export const loopback = '127.0.0.1';

/**
 * Waits until a server, told to listen, does so.
 *
 * @param port what it was told, for the error message
 * @param service what listens, as a person calls it
 * @returns the port it has
 * @throws LocalRunError when the port is in use or not allowed
 */
export function listening(server: Server, port: number, service: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenError(service, port, error)));
    server.once('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
