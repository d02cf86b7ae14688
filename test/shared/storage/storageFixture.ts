import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ContainerClient } from '@azure/storage-blob';
import { containerClient } from '../../../shared/storage/containerClient';
import { type Azurite, startAzurite } from '../../../tools/local/azurite';

export interface StorageRequest {
  readonly method: string;
  readonly path: string;
  /** Begins with the name a client was made for. */
  readonly userAgent: string;
}

/**
 * What happens to a request on its way: it is lost, or served but its answer is lost, or it is answered with an error of
 * the service without being served, or it passes.
 */
export type Fault = 'lostRequest' | 'lostAnswer' | { readonly status: number; readonly code: string } | undefined;

/** Azurite behind a proxy that can lose requests and answers; a fresh container for each test. */
export class StorageFixture {
  readonly requests: { readonly method: string; readonly path: string; readonly status: number }[] = [];
  /** Asked before each request is passed on. */
  fault: (request: StorageRequest) => Fault | Promise<Fault> = () => undefined;
  /** Put into each answer of the service, in the place of its own. */
  answerHeaders: Readonly<Record<string, string>> = {};
  #azurite: Azurite | undefined;
  #containers = 0;
  readonly #proxy = createServer((incoming, response) => {
    this.#serve(incoming, response).catch(() => incoming.socket.destroy());
  });

  async start(): Promise<void> {
    this.#azurite = await startAzurite({ port: 0 });
    await new Promise<void>((resolve) => this.#proxy.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#proxy.closeAllConnections();
    await new Promise((resolve) => this.#proxy.close(resolve));
    await this.#azurite?.close();
  }

  /** A container that does not exist yet. */
  newContainer(): ContainerClient {
    this.#containers += 1;
    this.requests.length = 0;
    this.fault = () => undefined;
    this.answerHeaders = {};
    return this.client(`container${this.#containers}`);
  }

  /** Of the account, by way of the proxy. */
  get connectionString(): string {
    const { port } = this.#proxy.address() as AddressInfo;
    return this.#azurite!.connectionString.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
  }

  client(name: string, userAgentPrefix = 'test'): ContainerClient {
    const options = { retryOptions: { maxTries: 1 }, userAgentOptions: { userAgentPrefix } };
    return containerClient({ connectionString: this.connectionString }, name, options);
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const { method = '', url: path = '' } = incoming;
    const userAgent = incoming.headers['user-agent'] ?? '';
    const fault = await this.fault({ method, path, userAgent });
    if (fault === 'lostRequest') throw new Error(fault);
    if (typeof fault === 'object') {
      this.requests.push({ method, path, status: fault.status });
      response
        .writeHead(fault.status, { 'Content-Type': 'application/xml' })
        .end(`<Error><Code>${fault.code}</Code></Error>`);
      return;
    }
    const answer = await this.#forward(incoming, body);
    const content = await buffer(answer);
    this.requests.push({ method, path, status: answer.statusCode ?? 0 });
    if (fault === 'lostAnswer') throw new Error(fault);
    response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...this.answerHeaders }).end(content);
  }

  #forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { port } = new URL(/BlobEndpoint=([^;]+)/.exec(this.#azurite!.connectionString)![1]!);
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path: url, headers };
      request(options, resolve).on('error', reject).end(body);
    });
  }
}

/** A container of a storage account that nobody serves. */
export function unreachableContainer(): ContainerClient {
  const connectionString =
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aGVsbG8=;BlobEndpoint=http://127.0.0.1:9/a;';
  return containerClient({ connectionString }, 'models', { retryOptions: { maxTries: 1 } });
}

export async function readText(container: ContainerClient, name: string): Promise<string> {
  return (await container.getBlobClient(name).downloadToBuffer()).toString();
}

export async function overwrite(container: ContainerClient, name: string, content: string | Buffer): Promise<void> {
  await container.getBlockBlobClient(name).uploadData(Buffer.from(content as string));
}

export async function blobNames(container: ContainerClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  return names;
}
