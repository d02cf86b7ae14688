import { containerClient } from '../../../shared/storage/containerClient';
import { PublishConflictError } from '../../../shared/storage/modelErrors';
import type { ModelManifest } from '../../../shared/storage/modelLayout';
import { publishModel } from '../../../shared/storage/publishModel';
import type { Random } from '../../../tools/sample/random';
import type { BlobService } from '../world/blobService';
import type { Network } from '../world/network';
import { storageHttpClient } from '../world/transport';
import { trainedModels } from './trainedModels';

const container = 'models';
const folder = 'resourceAccess';
const pointer = `${folder}/current.json`;

/** Everything that is done to the model container in a run: models published by the real code, and damage. */
export class ModelKeeper {
  readonly #storage: BlobService;
  readonly #network: Network;
  readonly #random: Random;

  constructor(storage: BlobService, network: Network, random: Random) {
    this.#storage = storage;
    this.#network = network;
    this.#random = random;
  }

  /**
   * A trainer publishes one of the models and ends; or dies on the way, after so many milliseconds.
   *
   * @returns what was published; undefined where it failed, which leaves the model before in place, or died
   */
  async publish(diesAfter = Number.POSITIVE_INFINITY): Promise<ModelManifest | undefined> {
    const process = { isAlive: true };
    const client = containerClient({ connectionString: this.#storage.connectionString }, container, {
      httpClient: storageHttpClient(this.#network, process),
    });
    if (Number.isFinite(diesAfter)) {
      setTimeout(() => {
        process.isAlive = false;
      }, diesAfter);
    }
    const { bytes } = this.#random.pick(trainedModels);
    try {
      return await publishModel(client, folder, bytes, {}, new Date());
    } catch (error) {
      if (error instanceof PublishConflictError || (error as Error).name === 'ModelStoreError') return undefined;
      throw error;
    }
  }

  /** Does something bad to what is stored. */
  damage(): string {
    const kinds = {
      bytesOverwritten: () => this.#changeModel((bytes) => flip(bytes, this.#random)),
      bytesCut: () => this.#changeModel((bytes) => bytes.subarray(0, this.#random.below(bytes.length))),
      anotherModel: () => this.#putAnotherModel(),
      wrongHash: () => this.#changeManifest({ sha256: 'ab'.repeat(32) }),
      manifestGone: () => this.#storage.delete(container, this.#nameOf('manifest.json')),
      modelGone: () => this.#storage.delete(container, this.#nameOf('model.bin')),
      pointerToNothing: () =>
        this.#writePointer({ format: 1, version: '20261120T000000Z-0123456789ab', previous: null }),
      pointerGarbage: () =>
        this.#storage.write(container, pointer, this.#random.pick(['', '{', 'null', '{"format":2}'])),
      pointerGone: () => this.#storage.delete(container, pointer),
    };
    const kind = this.#random.pick(Object.keys(kinds) as (keyof typeof kinds)[]);
    kinds[kind]();
    return kind;
  }

  #nameOf(blob: 'manifest.json' | 'model.bin'): string {
    const versions = this.#storage.names(container).filter((name) => name.endsWith(blob));
    const current = /"version":"([^"]+)"/.exec(this.#storage.read(container, pointer)?.toString() ?? '')?.[1];
    return versions.find((name) => current && name.includes(current)) ?? versions.at(-1) ?? `${folder}/none`;
  }

  #changeModel(change: (bytes: Buffer) => Uint8Array): void {
    const name = this.#nameOf('model.bin');
    const bytes = this.#storage.read(container, name);
    if (bytes !== undefined) this.#storage.write(container, name, change(Buffer.from(bytes)));
  }

  /** Somebody puts a whole model file in place of another and adjusts its size, as no check of the file itself can tell. */
  #putAnotherModel(): void {
    const name = this.#nameOf('model.bin');
    const there = this.#storage.read(container, name);
    const another = this.#random.pick(trainedModels.filter(({ bytes }) => there && !there.equals(bytes)));
    if (there === undefined || another === undefined) return;
    this.#changeManifest({ bytes: another.bytes.length });
    this.#storage.write(container, name, another.bytes);
  }

  #changeManifest(fields: object): void {
    const name = this.#nameOf('manifest.json');
    const text = this.#storage.read(container, name)?.toString();
    if (text === undefined) return;
    this.#storage.write(container, name, JSON.stringify({ ...JSON.parse(text), ...fields }));
  }

  #writePointer(content: object): void {
    this.#storage.write(container, pointer, JSON.stringify(content));
  }
}

function flip(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  bytes[at] = bytes[at]! ^ (1 << random.below(8));
  return bytes;
}
