import { randomBytes } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { ModelStoreError } from '../../../shared/storage/modelErrors';
import { type ModelManifest, modelBlobs } from '../../../shared/storage/modelLayout';
import { loadModel, readCurrent } from '../../../shared/storage/modelStore';
import { publishModel } from '../../../shared/storage/publishModel';
import { overwrite, readText, StorageFixture, unreachableContainer } from './storageFixture';

const DETECTOR = 'resourceAccess';
const BYTES = Buffer.from('a model, as bytes');
const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString();

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

let container: ContainerClient;
let manifest: ModelManifest;
beforeEach(async () => {
  container = storage.newContainer();
  manifest = await publishModel(container, DETECTOR, BYTES, { users: 3 }, new Date('2026-11-20T02:30:00Z'));
});

const load = () => loadModel(container, DETECTOR, manifest.version, decode);
const modelName = () => modelBlobs.model(DETECTOR, manifest.version);
const manifestName = () => modelBlobs.manifest(DETECTOR, manifest.version);
const failure = (reason: string) => expect.objectContaining({ name: 'ModelStoreError', reason });

describe('readCurrent', () => {
  it('answers with the pointer, and with "unchanged" while it is', async () => {
    const current = await readCurrent(container, DETECTOR);
    expect(current).toMatchObject({ pointer: { version: manifest.version, previous: null } });
    expect(await readCurrent(container, DETECTOR, current!.etag)).toBe('unchanged');
    expect(storage.requests.at(-1)).toMatchObject({ method: 'GET', status: 304 });
    await publishModel(container, DETECTOR, Buffer.from('next'), {}, new Date('2026-11-21T02:30:00Z'));
    expect(await readCurrent(container, DETECTOR, current!.etag)).toMatchObject({
      pointer: { previous: manifest.version },
    });
  });

  it('answers undefined where there is no model or no container yet', async () => {
    expect(await readCurrent(container, 'other')).toBeUndefined();
    expect(await readCurrent(storage.newContainer(), DETECTOR)).toBeUndefined();
  });

  it('names a damaged pointer', async () => {
    const name = modelBlobs.pointer(DETECTOR);
    for (const content of ['', '{', '{"format":1,"version":"../x","previous":null}', ' '.repeat(2 << 20)]) {
      await overwrite(container, name, content);
      await expect(readCurrent(container, DETECTOR)).rejects.toEqual(failure('corrupt'));
    }
  });

  it('says that storage is unavailable, and what to check', async () => {
    const reading = readCurrent(unreachableContainer(), DETECTOR);
    await expect(reading).rejects.toEqual(failure('unavailable'));
    await expect(reading).rejects.toThrow(/ECONNREFUSED.*check that the storage account is reachable/);
  });
});

describe('loadModel', () => {
  it('reads, verifies and decodes a version', async () => {
    expect(await load()).toEqual({ manifest, model: BYTES.toString() });
    expect(manifest).toMatchObject({ bytes: BYTES.length, details: { users: 3 } });
  });

  it('reads a model of several megabytes', async () => {
    const large = randomBytes(9_000_001);
    const { version } = await publishModel(container, DETECTOR, large, {}, new Date());
    const { model } = await loadModel(container, DETECTOR, version, (bytes) => Buffer.compare(bytes, large));
    expect(model).toBe(0);
  });

  it.each([0, 1, BYTES.length - 1])('never uses a model cut to %i bytes', async (length) => {
    await overwrite(container, modelName(), BYTES.subarray(0, length));
    await expect(load()).rejects.toEqual(failure('corrupt'));
  });

  it('never uses a model with a flipped bit', async () => {
    for (let bit = 0; bit < BYTES.length * 8; bit += 7) {
      const flipped = Buffer.from(BYTES);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      await overwrite(container, modelName(), flipped);
      await expect(load()).rejects.toThrow('SHA-256');
    }
  });

  it('never uses a model whose manifest has another hash', async () => {
    const wrong = manifest.sha256.slice(0, 63) + (manifest.sha256.endsWith('0') ? '1' : '0');
    await overwrite(
      container,
      manifestName(),
      (await readText(container, manifestName())).replace(manifest.sha256, wrong),
    );
    await expect(load()).rejects.toEqual(failure('corrupt'));
  });

  it('calls a version without manifest or bytes missing', async () => {
    await container.getBlobClient(modelName()).delete();
    await expect(load()).rejects.toEqual(failure('missing'));
    await container.getBlobClient(manifestName()).delete();
    await expect(load()).rejects.toEqual(failure('missing'));
    await expect(loadModel(container, DETECTOR, '../x', decode)).rejects.toEqual(failure('missing'));
  });

  it('calls whole bytes that the decoder does not know an unknown format', async () => {
    const cause = new Error('format 9');
    const loading = loadModel(container, DETECTOR, manifest.version, () => {
      throw cause;
    });
    await expect(loading).rejects.toMatchObject({ reason: 'unknownFormat', cause });
    await expect(loading).rejects.toThrow(`${modelName()}: format 9`);
  });

  it('calls a lost connection unavailable, whichever request it hits', async () => {
    for (const lost of [/manifest\.json/, /model\.bin/]) {
      storage.fault = ({ path }) => (lost.test(path) ? 'lostAnswer' : undefined);
      await expect(load()).rejects.toEqual(failure('unavailable'));
    }
  });

  it('uses nothing of a model that is overwritten while it is read', async () => {
    let reads = 0;
    storage.fault = async ({ method, path }) => {
      if (method === 'GET' && path.includes('model.bin') && reads++ === 0) {
        await overwrite(container, modelName(), BYTES.toString().toUpperCase());
      }
      return undefined;
    };
    await expect(load()).rejects.toBeInstanceOf(ModelStoreError);
  });
});
