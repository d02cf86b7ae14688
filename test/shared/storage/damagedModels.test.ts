import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import type { DescribedModel } from '../../../shared/detectors/detector';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { AccessAnomalyModel } from '../../../shared/detectors/resourceAccess/model';
import { readableFormats } from '../../../shared/detectors/resourceAccess/modelContainer';
import { MersenneTwister } from '../../../shared/numerics/mersenneTwister';
import {
  encodeManifest,
  encodePointer,
  type ModelManifest,
  modelBlobs,
  modelVersion,
} from '../../../shared/storage/modelLayout';
import { ModelSource } from '../../../shared/storage/modelSource';
import { sha256 } from '../../../shared/storage/modelStore';
import { publishModel } from '../../../shared/storage/publishModel';
import { overwrite, StorageFixture } from './storageFixture';

const DETECTOR = resourceAccess.name;
const START = Date.parse('2026-11-20T03:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);

/** A model file of as many people, each with a share of their own and one in common. */
function modelOf(people: number): Uint8Array {
  const pairs = Array.from({ length: people }, (_, i) => `u${i}`).flatMap((user) =>
    ['common', user].map((resource) => ({ tenant: '0', user, resource, likelihood: 1 })),
  );
  const data = { total: pairs.length, window: null, pairs: () => pairs };
  const model = resourceAccess.train(data, { rank: 2, iterations: 2 });
  const quality = resourceAccess.check(model, data);
  return resourceAccess.encode({
    model,
    description: { detector: DETECTOR, identity: null, window: null, accesses: pairs.length, quality },
  });
}

const [oldest, good, next] = [modelOf(3), modelOf(4), modelOf(5)] as const;
const headerEnd = 16 + new DataView(next.buffer, next.byteOffset).getUint32(12, true);

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

let container: ContainerClient;
let warnings: string[];
let latest: ModelManifest;
beforeEach(async () => {
  container = storage.newContainer();
  warnings = [];
  await publish(oldest, -200);
  await publish(good, -100);
});

const publish = (bytes: Uint8Array, second: number) => publishModel(container, DETECTOR, bytes, {}, at(second));
const newSource = (retryInterval = 0) =>
  new ModelSource({ container, detector: DETECTOR, decode: resourceAccess.decode, retryInterval });

type Source = ModelSource<DescribedModel<AccessAnomalyModel>>;
const usersAt = async (source: Source, seconds: number) =>
  (await source.current(at(seconds), ({ message }) => warnings.push(message)))?.model.description.quality.users;

/** The last 32 bytes of a model file are the SHA-256 of those before. */
function sealed(bytes: Uint8Array): Uint8Array {
  const body = bytes.subarray(0, -32);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

const withFormat = (format: number) => {
  const copy = next.slice();
  new DataView(copy.buffer).setUint32(8, format, true);
  return sealed(copy);
};

/** Bits of the header's first bytes, and seeded others from all over the file. */
function bitsToFlip(count: number): number[] {
  const random = new MersenneTwister(7);
  return [
    ...Array.from({ length: 128 }, (_, bit) => bit),
    ...Array.from({ length: count }, () => random.integerBelow(next.length * 8)),
  ];
}

function cutsToMake(count: number): number[] {
  const random = new MersenneTwister(8);
  const prelude = Array.from({ length: 17 }, (_, length) => length);
  return [
    ...prelude,
    headerEnd,
    next.length - 1,
    ...Array.from({ length: count }, () => random.integerBelow(next.length)),
  ];
}

describe('a scorer that has a good model', () => {
  let source: Source;
  let seconds: number;
  beforeEach(async () => {
    source = newSource();
    expect(await usersAt(source, 0)).toBe(4);
    latest = await publish(next, -50);
    seconds = 0;
  });
  const afterNextLook = () => usersAt(source, (seconds += 30));
  const modelName = () => modelBlobs.model(DETECTOR, latest.version);

  it('goes on with it while the new one is cut, wherever that is', async () => {
    for (const length of cutsToMake(60)) {
      await overwrite(container, modelName(), Buffer.from(next.subarray(0, length)));
      expect(await afterNextLook()).toBe(4);
    }
    await overwrite(container, modelName(), Buffer.from(next));
    expect(await afterNextLook()).toBe(5);
  });

  it('goes on with it while any bit of the new one is flipped', async () => {
    for (const bit of bitsToFlip(100)) {
      await overwrite(container, modelName(), Buffer.from(flipped(next, bit)));
      expect(await afterNextLook()).toBe(4);
    }
    await overwrite(container, modelName(), Buffer.from(next));
    expect(await afterNextLook()).toBe(5);
  });

  it('goes on with it while the new one’s manifest is another’s, of another layout, lies or is gone', async () => {
    const name = modelBlobs.manifest(DETECTOR, latest.version);
    const text = encodeManifest(latest);
    const another = sha256(good);
    const lies = [
      text.replace('"format":1', '"format":0'),
      text.replace('"format":1', '"format":2'),
      encodeManifest({ ...latest, sha256: another }),
      encodeManifest({ ...latest, sha256: latest.sha256.slice(0, 12) + another.slice(12) }),
      encodeManifest({ ...latest, version: modelVersion(at(-100), another), sha256: another }),
      encodeManifest({ ...latest, bytes: latest.bytes + 1 }),
      '',
    ];
    for (const lie of lies) {
      expect(lie).not.toBe(text);
      await overwrite(container, name, lie);
      expect(await afterNextLook()).toBe(4);
    }
    await container.getBlobClient(name).delete();
    expect(await afterNextLook()).toBe(4);
    await overwrite(container, name, text);
    expect(await afterNextLook()).toBe(5);
  });

  it('goes on with it while the pointer is of another layout, or names a version that is not there', async () => {
    const name = modelBlobs.pointer(DETECTOR);
    const pointer = encodePointer({ version: latest.version, previous: null });
    const missing = modelVersion(at(-10), sha256(Buffer.from('never written')));
    const bad = [
      pointer.replace('"format":1', '"format":0'),
      pointer.replace('"format":1', '"format":2'),
      encodePointer({ version: missing, previous: null }),
      encodePointer({ version: missing, previous: latest.version }),
    ];
    for (const content of bad) {
      await overwrite(container, name, content);
      expect(await afterNextLook()).toBe(4);
    }
    await overwrite(container, name, pointer);
    expect(await afterNextLook()).toBe(5);
  });

  it.each([
    1, 2, 3,
  ])('never uses the new one when it is overwritten at read %i of it, nor does one that starts', async (read) => {
    const overwriteAtRead = () => {
      let reads = 0;
      storage.fault = async ({ method, path }) => {
        if (method !== 'PUT' && path.includes(latest.version) && ++reads === read) {
          await overwrite(container, modelName(), Buffer.from(good));
        }
        return undefined;
      };
    };
    overwriteAtRead();
    expect(await afterNextLook()).toBe(4);
    await overwrite(container, modelName(), Buffer.from(next));
    overwriteAtRead();
    const fresh = newSource();
    // A blob that changes between two requests may look like storage out of reach: the batch is then tried again.
    const first = await usersAt(fresh, 0).catch(({ reason }) => reason);
    expect([4, 'unavailable']).toContain(first);
    expect(await usersAt(fresh, 30)).toBe(4);
  });

  it('uses one whole model or the other when the pointer is swapped at any of its reads', async () => {
    const name = modelBlobs.pointer(DETECTOR);
    const { version: older } = await publish(good, -100).catch(() => ({
      version: modelVersion(at(-100), sha256(good)),
    }));
    const toNext = encodePointer({ version: latest.version, previous: older });
    const toOlder = encodePointer({ version: older, previous: null });
    for (let read = 1; read <= 4; read++) {
      await overwrite(container, name, toNext);
      let reads = 0;
      storage.fault = async ({ method }) => {
        if (method !== 'PUT' && ++reads === read) await overwrite(container, name, toOlder);
        return undefined;
      };
      const fresh = newSource();
      expect(await usersAt(fresh, 0)).toBe(read === 1 ? 4 : 5);
      storage.fault = () => undefined;
      expect(await usersAt(fresh, 30)).toBe(4);
    }
    expect(warnings).toEqual([]);
  });
});

describe('a scorer that starts', () => {
  const damage = async (bytes: Uint8Array) => {
    // As if it had been published: version, size and hash of the manifest all fit.
    const hash = sha256(bytes);
    const version = modelVersion(at(-50), hash);
    const manifest = { version, sha256: hash, bytes: bytes.length, trainedAt: at(-50).toISOString(), details: {} };
    await overwrite(container, modelBlobs.model(DETECTOR, version), Buffer.from(bytes));
    await overwrite(container, modelBlobs.manifest(DETECTOR, version), encodeManifest(manifest));
    const previous = modelVersion(at(-100), sha256(good));
    await overwrite(container, modelBlobs.pointer(DETECTOR), encodePointer({ version, previous }));
  };

  it('takes the previous model when the file itself is cut or flipped, though its manifest fits', async () => {
    const cuts = cutsToMake(20)
      .filter((length) => length > 0)
      .map((length) => next.subarray(0, length));
    const flips = bitsToFlip(40).map((bit) => flipped(next, bit));
    for (const bytes of [...cuts, ...flips]) {
      await damage(bytes);
      expect(await usersAt(newSource(), 0)).toBe(4);
    }
    expect(warnings.length).toBeGreaterThanOrEqual(cuts.length + flips.length);
  }, 60_000);

  it.each([
    0,
    Math.max(...readableFormats) + 1,
    99,
    2 ** 32 - 1,
  ])('takes the previous model when the file is of format %i', async (format) => {
    await damage(withFormat(format));
    expect(await usersAt(newSource(), 0)).toBe(4);
    expect(warnings).toEqual([
      expect.stringContaining(`has format ${format}, and this app reads formats ${readableFormats.join(', ')}`),
    ]);
  });
});
