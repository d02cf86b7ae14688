import type { ContainerClient } from '@azure/storage-blob';
import { modelBlobs } from '../../../shared/storage/modelLayout';
import { ModelSource, type ModelSourceOptions } from '../../../shared/storage/modelSource';
import { publishModel } from '../../../shared/storage/publishModel';
import { overwrite, readText, StorageFixture } from './storageFixture';

const DETECTOR = 'resourceAccess';
const START = Date.parse('2026-11-20T03:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

let container: ContainerClient;
let warnings: string[];
let published: number;
beforeEach(() => {
  container = storage.newContainer();
  warnings = [];
  published = 0;
});

const publish = (model: string) =>
  publishModel(container, DETECTOR, Buffer.from(model), {}, new Date(START - 86_400_000 + ++published * 1000));

function newSource(options: Partial<ModelSourceOptions<string>> = {}): ModelSource<string> {
  return new ModelSource({
    container,
    detector: DETECTOR,
    decode: (bytes) => Buffer.from(bytes).toString(),
    ...options,
  });
}
const modelAt = async (source: ModelSource<string>, seconds: number) =>
  (await source.current(at(seconds), ({ message }) => warnings.push(message)))?.model;
const damage = (version: string) => overwrite(container, modelBlobs.model(DETECTOR, version), 'damaged');
const down = () => {
  storage.fault = () => 'lostRequest';
};
const hang = () => {
  storage.fault = () => new Promise(() => {});
};
const up = () => {
  storage.fault = () => undefined;
};

describe('ModelSource', () => {
  it('has no model until one is published, and picks a new one up within a minute', async () => {
    const source = newSource();
    expect(await modelAt(source, 0)).toBeUndefined();
    await publish('one');
    expect(await modelAt(source, 29)).toBeUndefined();
    expect(await modelAt(source, 30)).toBe('one');
    await publish('two');
    expect(await modelAt(source, 59)).toBe('one');
    expect(await modelAt(source, 60)).toBe('two');
    expect(warnings).toEqual([]);
  });

  it('does not wait for ever on storage that takes a request and never answers', async () => {
    await publish('one');
    const source = newSource({ timeLimit: 200 });
    hang();
    await expect(modelAt(source, 0)).rejects.toMatchObject({ reason: 'unavailable' });
    up();
    expect(await modelAt(source, 1)).toBe('one');
    await publish('two');
    hang();
    expect(await modelAt(source, 40)).toBe('one');
    up();
    expect(await modelAt(source, 80)).toBe('two');
    expect(warnings).toEqual([expect.stringMatching(/could not be read/)]);
  });

  it('goes on looking when the clock is set back', async () => {
    const source = newSource();
    expect(await modelAt(source, 0)).toBeUndefined();
    await publish('one');
    expect(await modelAt(source, -21_600)).toBe('one');
  });

  it('asks for the pointer every thirty seconds at most, and is told that it has not changed', async () => {
    await publish('one');
    const source = newSource();
    await modelAt(source, 0);
    storage.requests.length = 0;
    for (let second = 0; second <= 90; second += 1) await modelAt(source, second);
    expect(storage.requests.map(({ status }) => status)).toEqual([304, 304, 304]);
  });

  it('shares one load between callers', async () => {
    await publish('one');
    const source = newSource();
    storage.requests.length = 0;
    const models = await Promise.all(Array.from({ length: 8 }, () => modelAt(source, 0)));
    expect(new Set(models)).toEqual(new Set(['one']));
    expect(storage.requests.filter(({ path }) => path.includes('current.json'))).toHaveLength(1);
  });

  it('keeps the last good model when the new one is damaged, warns once, and tries again after a while', async () => {
    await publish('one');
    const source = newSource();
    await modelAt(source, 0);
    const { version } = await publish('two');
    await damage(version);
    for (let seconds = 30; seconds < 600; seconds += 30) expect(await modelAt(source, seconds)).toBe('one');
    expect(warnings).toEqual([expect.stringContaining(`${version}/model.bin is damaged`)]);
    await overwrite(container, modelBlobs.model(DETECTOR, version), 'two');
    expect(await modelAt(source, 660)).toBe('two');
  });

  it('takes a repaired model as soon as the pointer is written again', async () => {
    const { version } = await publish('one');
    await damage(version);
    const source = newSource();
    expect(await modelAt(source, 0)).toBeUndefined();
    await overwrite(container, modelBlobs.model(DETECTOR, version), 'one');
    expect(await modelAt(source, 30)).toBeUndefined();
    await overwrite(container, modelBlobs.pointer(DETECTOR), await readText(container, modelBlobs.pointer(DETECTOR)));
    expect(await modelAt(source, 60)).toBe('one');
  });

  it('takes the next good model as soon as the pointer names it', async () => {
    await publish('one');
    const source = newSource();
    await modelAt(source, 0);
    await damage((await publish('two')).version);
    expect(await modelAt(source, 30)).toBe('one');
    await publish('three');
    expect(await modelAt(source, 60)).toBe('three');
  });

  it.each(['missing', 'of an unknown format'])('keeps the last good model when the new one is %s', async (fault) => {
    await publish('one');
    const source = newSource({
      decode: (bytes) => {
        const model = Buffer.from(bytes).toString();
        if (model === 'two') throw new Error('format 9');
        return model;
      },
    });
    await modelAt(source, 0);
    const { version } = await publish('two');
    if (fault === 'missing') await container.getBlobClient(modelBlobs.model(DETECTOR, version)).delete();
    expect(await modelAt(source, 30)).toBe('one');
    expect(await modelAt(source, 60)).toBe('one');
    expect(warnings).toEqual([
      expect.stringMatching(fault === 'missing' ? /is not in the model container/ : /format 9/),
    ]);
  });

  it('keeps the last good model when the pointer is damaged or gone', async () => {
    await publish('one');
    const source = newSource();
    await modelAt(source, 0);
    await overwrite(container, modelBlobs.pointer(DETECTOR), '{');
    expect(await modelAt(source, 30)).toBe('one');
    expect(await modelAt(source, 60)).toBe('one');
    expect(warnings).toEqual([expect.stringContaining('current.json is damaged')]);
    await container.getBlobClient(modelBlobs.pointer(DETECTOR)).delete();
    expect(await modelAt(source, 90)).toBe('one');
  });

  it('starts with the previous model when the current one is bad', async () => {
    await publish('one');
    const { version } = await publish('two');
    await damage(version);
    const source = newSource();
    expect(await modelAt(source, 0)).toBe('one');
    expect(await modelAt(source, 30)).toBe('one');
    expect(warnings).toHaveLength(1);
    await publish('three');
    expect(await modelAt(source, 60)).toBe('three');
  });

  it('has no model when all are bad, and goes on when a good one comes', async () => {
    for (const model of ['one', 'two']) await damage((await publish(model)).version);
    const source = newSource();
    expect(await modelAt(source, 0)).toBeUndefined();
    expect(await modelAt(source, 30)).toBeUndefined();
    expect(warnings).toHaveLength(2);
    await publish('three');
    expect(await modelAt(source, 60)).toBe('three');
  });

  it('throws, to all callers, while storage is down and nothing is loaded; then loads at once', async () => {
    await publish('one');
    const source = newSource();
    down();
    const results = await Promise.allSettled([modelAt(source, 0), modelAt(source, 0)]);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { reason: 'unavailable' } });
    up();
    expect(await modelAt(source, 1)).toBe('one');
  });

  it('keeps its model while storage is down, warns once an outage, and catches up', async () => {
    await publish('one');
    const source = newSource();
    await modelAt(source, 0);
    down();
    for (const seconds of [30, 60, 90]) expect(await modelAt(source, seconds)).toBe('one');
    up();
    await publish('two');
    expect(await modelAt(source, 120)).toBe('two');
    down();
    expect(await modelAt(source, 150)).toBe('two');
    expect(warnings).toHaveLength(2);
  });

  it('does not hold up a caller for a slow storage when it has a model', async () => {
    await publish('one');
    const source = newSource({ patience: 20 });
    await modelAt(source, 0);
    await publish('two');
    let answer = () => {};
    const slow = new Promise<undefined>((resolve) => {
      answer = () => resolve(undefined);
    });
    storage.fault = () => slow;
    expect(await modelAt(source, 30)).toBe('one');
    answer();
    up();
    while ((await modelAt(source, 31)) === 'one') await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await modelAt(source, 31)).toBe('two');
  });

  it('loads one whole model when the pointer is swapped while it reads', async () => {
    const one = await publish('one');
    await publish('two');
    const pointer = await readText(container, modelBlobs.pointer(DETECTOR));
    await overwrite(
      container,
      modelBlobs.pointer(DETECTOR),
      pointer.replace(/"version":"[^"]+"/, `"version":"${one.version}"`),
    );
    let swapped = false;
    storage.fault = async ({ method, path }) => {
      if (!swapped && method === 'GET' && path.includes('manifest.json')) {
        swapped = true;
        await overwrite(container, modelBlobs.pointer(DETECTOR), pointer);
      }
      return undefined;
    };
    const source = newSource();
    expect(await modelAt(source, 0)).toBe('one');
    expect(await modelAt(source, 30)).toBe('two');
    expect(warnings).toEqual([]);
  });
});
