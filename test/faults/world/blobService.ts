import type { Service, WireAnswer, WireRequest } from './network';

/** What became of a blob; told after the write. */
export interface BlobChange {
  readonly kind: 'created' | 'replaced' | 'deleted';
  readonly container: string;
  readonly name: string;
}

/** A storage account's blob service, in memory. */
export class BlobService implements Service {
  /** For `containerClient`; shared key over plain http, to this service's address. */
  readonly connectionString: string;
  /** Told of each change, whoever made it. */
  readonly listeners: ((change: BlobChange) => void)[] = [];

  /** @param account its name, a part of its address: two services of a network have two names */
  constructor(readonly account = 'simulated') {
    this.connectionString = `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=aGVsbG8=;BlobEndpoint=http://127.0.0.1:10000/${account};`;
  }

  hosts(_url: URL): boolean {
    return false;
  }

  handle(_request: WireRequest): WireAnswer {
    throw new Error('not built');
  }

  /** A blob's content; undefined when there is none. */
  read(_container: string, _name: string): Buffer | undefined {
    return undefined;
  }

  /** Names of a container's blobs, sorted; none when there is no such container. */
  names(_container: string): string[] {
    return [];
  }

  /** Writes a blob, and its container where there is none. */
  write(_container: string, _name: string, _content: Buffer | string): void {}

  /** Deletes a blob if it is there. */
  delete(_container: string, _name: string): void {}
}
