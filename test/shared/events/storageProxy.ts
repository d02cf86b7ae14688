import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { ExportStorage } from './exportContainer';

interface Cut {
  readonly cutAfter: number;
  readonly afterCut: () => Promise<unknown>;
}

/** The container behind an HTTP proxy that shows every request, and may cut its answer after some bytes. */
export async function proxied(
  storage: ExportStorage,
  container: ContainerClient,
  onRequest: (url: URL, isGet: boolean) => Cut | undefined,
): Promise<{ container: ContainerClient; close(): Promise<void> }> {
  const target = new URL(container.url);
  const server: Server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', target);
    const cut = onRequest(url, incoming.method === 'GET');
    const headers = { ...incoming.headers, host: target.host };
    const forwarded = request(url, { method: incoming.method, headers }, async (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      let sent = 0;
      for await (const chunk of answer) {
        outgoing.write(chunk);
        sent += chunk.length;
        if (cut && sent > cut.cutAfter) {
          await cut.afterCut();
          outgoing.destroy();
          return;
        }
      }
      outgoing.end();
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connection = storage.azurite.connectionString.replace(target.host, `127.0.0.1:${port}`);
  return {
    container: BlobServiceClient.fromConnectionString(connection).getContainerClient(container.containerName),
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
