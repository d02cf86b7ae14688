import { buffer } from 'node:stream/consumers';
import type { BlobRequestConditions, BlockBlobClient, ContainerClient, RestError } from '@azure/storage-blob';
import fc from 'fast-check';
import { containerClient } from '../../../shared/storage/containerClient';
import { type Azurite, startAzurite } from '../../../tools/local/azurite';
import { BlobService } from './blobService';
import { inVirtualTime } from './inVirtualTime';
import { Network } from './network';
import { storageHttpClient } from './transport';
import { VirtualTime } from './virtualTime';

const NAMES = ['a', 'models/current.json', 'models/1/ü &<%41>.bin'];
const CONDITIONS = ['none', 'present', 'current', 'stale', 'not current', 'not stale'] as const;
const KINDS = [
  'put',
  'put once',
  'append',
  'start appending',
  'get',
  'get range',
  'head',
  'delete',
  'exists',
  'list',
  'pages',
] as const;
const operation = fc.record({
  kind: fc.constantFrom('create', 'create', ...KINDS, ...KINDS.slice(0, 6)),
  name: fc.constantFrom(...NAMES),
  condition: fc.constantFrom(...CONDITIONS),
  content: fc.string({ maxLength: 3, unit: 'binary' }),
  offset: fc.nat(14),
});
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

/** Azurite 3.37 sends nothing of a range that begins where the blob ends; the service refuses it, as any behind the end. */
const refusalOfRangeAtEnd = { statusCode: 416, code: 'InvalidRange' };

/** A person at one service, who remembers the ETags it gave. */
class Caller {
  readonly #etags = new Map<string, string[]>();

  constructor(readonly container: ContainerClient) {}

  /** What comes of it, without what differs from service to service. */
  async perform(operation: Operation): Promise<unknown> {
    try {
      return await this.#succeed(operation);
    } catch (error) {
      const { statusCode, code } = error as RestError;
      return { statusCode, code };
    }
  }

  async #succeed({ kind, name, condition, content, offset }: Operation): Promise<unknown> {
    const blob = this.container.getBlockBlobClient(name);
    const conditions = this.#conditions(name, condition);
    switch (kind) {
      case 'create':
        return (await this.container.createIfNotExists()).succeeded;
      case 'put':
        return this.#put(blob, content, conditions);
      case 'put once':
        return this.#put(blob, content, { ifNoneMatch: '*' });
      case 'start appending':
        return (await this.container.getAppendBlobClient(name).createIfNotExists()).succeeded;
      case 'append':
        return (
          (await this.container.getAppendBlobClient(name).appendBlock(`${content}!`, Buffer.byteLength(content) + 1)) &&
          'appended'
        );
      case 'get':
        return (await blob.downloadToBuffer(0, undefined, { conditions })).toString();
      case 'get range': {
        const answer = await blob.download(offset, 5, { conditions });
        const text = (await buffer(answer.readableStreamBody!)).toString();
        const { contentLength, contentRange, contentType } = answer;
        if (contentLength === 0) return refusalOfRangeAtEnd;
        return { contentLength, contentRange, contentType, text };
      }
      case 'head': {
        const { contentLength, contentType, etag } = await blob.getProperties({ conditions });
        return { contentLength, contentType, isCurrent: etag === this.#etags.get(name)?.at(-1) };
      }
      case 'delete':
        return (await blob.delete({ conditions })) && 'deleted';
      case 'exists':
        return [await this.container.exists(), await blob.exists()];
      case 'list':
        return this.#list(name.slice(0, offset));
      default:
        return this.#pages();
    }
  }

  async #put(blob: BlockBlobClient, content: string, conditions: BlobRequestConditions): Promise<unknown> {
    const blobHTTPHeaders = { blobContentType: `text/${content.length}` };
    const { etag } = await blob.uploadData(Buffer.from(content), { conditions, blobHTTPHeaders });
    this.#etags.set(blob.name, [...(this.#etags.get(blob.name) ?? []), etag!]);
    return 'written';
  }

  async #list(prefix: string): Promise<unknown> {
    const blobs = [];
    for await (const { name, properties } of this.container.listBlobsFlat({ prefix })) {
      blobs.push([name, properties.contentLength, properties.contentType, properties.blobType]);
    }
    return blobs;
  }

  async #pages(): Promise<unknown> {
    const pages = [];
    for await (const page of this.container.listBlobsFlat().byPage({ maxPageSize: 2 })) {
      pages.push(page.segment.blobItems.map(({ name }) => name));
    }
    return pages;
  }

  #conditions(name: string, condition: Operation['condition']): BlobRequestConditions {
    const etags = this.#etags.get(name) ?? ['"0x0"'];
    const [stale, current] = [etags.at(-2) ?? '"0x0"', etags.at(-1)!];
    return {
      none: {},
      present: { ifMatch: '*' },
      current: { ifMatch: current },
      stale: { ifMatch: stale },
      'not current': { ifNoneMatch: current },
      'not stale': { ifNoneMatch: stale },
    }[condition];
  }
}

async function performAll(
  container: ContainerClient,
  operations: readonly Operation[],
): Promise<[Operation, unknown][]> {
  const caller = new Caller(container);
  const outcomes: [Operation, unknown][] = [];
  for (const operation of operations) outcomes.push([operation, await caller.perform(operation)]);
  return outcomes;
}

function describeOutcome(outcome: unknown): string {
  const { statusCode, code } = outcome as Partial<RestError>;
  return statusCode ? `${statusCode} ${code}` : 'success';
}

describe('the simulated blob service', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite({ port: 0 });
  });
  afterAll(() => azurite.close());

  it('answers as Azurite does', async () => {
    let containers = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 40, maxLength: 60 }), async (operations) => {
        const name = `container${(containers += 1)}`;
        const time = new VirtualTime(new Date('2026-01-02T03:04:05Z'));
        const service = new BlobService();
        const httpClient = storageHttpClient(new Network(time, [service]), { isAlive: true });
        const simulated = containerClient(service, name, { httpClient });
        const real = await performAll(containerClient(azurite, name), operations);
        for (const [, outcome] of real) seen.add(describeOutcome(outcome));
        expect(await inVirtualTime(time, () => performAll(simulated, operations))).toEqual(real);
      }),
      { seed: 1, numRuns: 10, endOnFailure: true },
    );
    expect([...seen].sort()).toEqual([
      '304 undefined',
      '404 BlobNotFound',
      '404 ContainerNotFound',
      '404 undefined',
      '409 BlobAlreadyExists',
      '409 InvalidBlobType',
      '412 ConditionNotMet',
      '412 undefined',
      '416 InvalidRange',
      'success',
    ]);
  }, 120_000);

  it('lets a simulation read, write and follow it', async () => {
    const time = new VirtualTime(new Date('2026-01-02T03:04:05Z'));
    const service = new BlobService();
    const changes: unknown[] = [];
    service.listeners.push((change) => changes.push(change));
    const httpClient = storageHttpClient(new Network(time, [service]), { isAlive: true });
    const container = containerClient(service, 'models', { httpClient });
    service.write('models', 'b', 'written here');
    await inVirtualTime(time, async () => {
      expect((await container.getBlobClient('b').downloadToBuffer()).toString()).toBe('written here');
      await container.getBlockBlobClient('a').uploadData(Buffer.from('one'));
      await container.getBlockBlobClient('a').uploadData(Buffer.from('two'));
      await container.getBlobClient('b').delete();
    });
    expect(service.names('models')).toEqual(['a']);
    expect(service.read('models', 'a')?.toString()).toBe('two');
    expect([service.read('models', 'b'), service.read('none', 'a'), service.names('none')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    service.delete('models', 'a');
    service.delete('models', 'a');
    expect(changes).toEqual([
      { kind: 'created', container: 'models', name: 'b' },
      { kind: 'created', container: 'models', name: 'a' },
      { kind: 'replaced', container: 'models', name: 'a' },
      { kind: 'deleted', container: 'models', name: 'b' },
      { kind: 'deleted', container: 'models', name: 'a' },
    ]);
  });
});
