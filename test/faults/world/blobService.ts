import { blobList } from './blobList';
import { StorageRefusal } from './storageRefusal';
import { blobHeaders, checkReadConditions, checkWriteConditions, requestedRange, type StoredBlob } from './storedBlob';
import type { Service, WireAnswer, WireRequest } from './wire';

const host = '127.0.0.1:10000';

/** What became of a blob; told after the write. */
export interface BlobChange {
  readonly kind: 'created' | 'replaced' | 'deleted';
  readonly container: string;
  readonly name: string;
}

type Container = Map<string, StoredBlob>;

/**
 * A storage account's blob service, in memory: what the SDK asks of containers, of block blobs that are written in one
 * piece, and of append blobs. It takes every caller for who he says he is.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api
 */
export class BlobService implements Service {
  /** For `containerClient`; shared key over plain http. */
  readonly connectionString: string;
  /** Told of each change, whoever made it. */
  readonly listeners: ((change: BlobChange) => void)[] = [];
  readonly #containers = new Map<string, Container>();
  readonly #path: string;
  #writes = 0;

  /** @param account its name, a part of its address: two services of a network have two names */
  constructor(account = 'simulated') {
    this.#path = `/${account}/`;
    this.connectionString = `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=a2V5;BlobEndpoint=http://${host}/${account};`;
  }

  hosts(url: URL): boolean {
    return url.host === host && url.pathname.startsWith(this.#path);
  }

  handle(request: WireRequest): WireAnswer {
    const [container = '', ...path] = request.url.pathname.slice(this.#path.length).split('/').map(decodeURIComponent);
    try {
      return path.length === 0
        ? this.#serveContainer(request, container)
        : this.#serveBlob(request, container, path.join('/'));
    } catch (error) {
      if (error instanceof StorageRefusal) return error.toAnswer(request.method);
      throw error;
    }
  }

  /** A blob's content; undefined when there is none. */
  read(container: string, name: string): Buffer | undefined {
    return this.#containers.get(container)?.get(name)?.content;
  }

  /** Names of a container's blobs, sorted; none when there is no such container. */
  names(container: string): string[] {
    return [...(this.#containers.get(container)?.keys() ?? [])].sort();
  }

  /** Writes a blob, and its container where there is none. */
  write(container: string, name: string, content: Uint8Array | string): void {
    if (!this.#containers.has(container)) this.#containers.set(container, new Map());
    const blob = { content: Buffer.from(content as string), contentType: 'application/octet-stream' };
    this.#store(container, name, { type: 'BlockBlob', ...blob });
  }

  /** Deletes a blob if it is there. */
  delete(container: string, name: string): void {
    if (this.#containers.get(container)?.delete(name)) this.#tell({ kind: 'deleted', container, name });
  }

  #serveContainer({ method, url }: WireRequest, container: string): WireAnswer {
    if (method === 'PUT') {
      if (this.#containers.has(container)) throw new StorageRefusal('ContainerAlreadyExists');
      this.#containers.set(container, new Map());
      return answer(201, this.#stamp());
    }
    const blobs = this.#container(container);
    if (method !== 'GET' && method !== 'HEAD') throw new StorageRefusal('UnsupportedHttpVerb');
    if (url.searchParams.get('comp') !== 'list') return answer(200, {});
    return answer(200, { 'content-type': 'application/xml' }, blobList(container, blobs, url.searchParams));
  }

  #serveBlob({ method, url, headers, body }: WireRequest, container: string, name: string): WireAnswer {
    const blobs = this.#container(container);
    const blob = blobs.get(name);
    if (method === 'PUT') {
      checkWriteConditions(blob, headers);
      const contentType = headers['x-ms-blob-content-type'] ?? headers['content-type'] ?? 'application/octet-stream';
      const type = headers['x-ms-blob-type'] === 'AppendBlob' ? 'AppendBlob' : 'BlockBlob';
      const written =
        url.searchParams.get('comp') === 'appendblock'
          ? appended(blob, body)
          : ({ type, content: body, contentType } as const);
      const { etag, lastModified } = this.#store(container, name, written);
      return answer(201, { etag, 'last-modified': lastModified });
    }
    if (method === 'DELETE') {
      checkWriteConditions(blob, headers);
      if (blob === undefined) throw new StorageRefusal('BlobNotFound');
      this.delete(container, name);
      return answer(202, {});
    }
    if (method !== 'GET' && method !== 'HEAD') throw new StorageRefusal('UnsupportedHttpVerb');
    checkReadConditions(blob, headers);
    if (blob === undefined) throw new StorageRefusal('BlobNotFound');
    return method === 'HEAD' ? answer(200, blobHeaders(blob)) : download(blob, headers);
  }

  #container(name: string): Container {
    const container = this.#containers.get(name);
    if (container === undefined) throw new StorageRefusal('ContainerNotFound');
    return container;
  }

  #store(container: string, name: string, written: Pick<StoredBlob, 'type' | 'content' | 'contentType'>): StoredBlob {
    const blobs = this.#container(container);
    const kind = blobs.has(name) ? 'replaced' : 'created';
    const stamp = this.#stamp();
    const blob = { ...written, etag: stamp.etag, lastModified: stamp['last-modified'] };
    blobs.set(name, blob);
    this.#tell({ kind, container, name });
    return blob;
  }

  /** Every write has an ETag of its own. */
  #stamp(): { etag: string; 'last-modified': string } {
    this.#writes += 1;
    return { etag: `"0x${this.#writes.toString(16).toUpperCase()}"`, 'last-modified': new Date().toUTCString() };
  }

  #tell(change: BlobChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** A blob with a block more. */
function appended(blob: StoredBlob | undefined, block: Buffer): StoredBlob {
  if (blob === undefined) throw new StorageRefusal('BlobNotFound');
  if (blob.type !== 'AppendBlob') throw new StorageRefusal('InvalidBlobType');
  return { ...blob, content: Buffer.concat([blob.content, block]) };
}

function download(blob: StoredBlob, headers: WireRequest['headers']): WireAnswer {
  const { content } = blob;
  const range = requestedRange(content.length, headers);
  if (range === undefined) return answer(200, blobHeaders(blob), content);
  const [first, last] = range;
  return answer(
    206,
    {
      ...blobHeaders(blob),
      'content-length': String(last - first + 1),
      'content-range': `bytes ${first}-${last}/${content.length}`,
    },
    content.subarray(first, last + 1),
  );
}

function answer(status: number, headers: Record<string, string>, body: Buffer | string = ''): WireAnswer {
  return { status, headers, body: Buffer.from(body as string) };
}
