import type { ContainerClient } from '@azure/storage-blob';
import { PublishConflictError } from '../../../shared/storage/modelErrors';
import { modelBlobs } from '../../../shared/storage/modelLayout';
import { loadModel, readCurrent } from '../../../shared/storage/modelStore';
import { publishModel } from '../../../shared/storage/publishModel';
import { blobNames, type Fault, overwrite, readText, StorageFixture, unreachableContainer } from './storageFixture';

const DETECTOR = 'resourceAccess';
const MONDAY = new Date('2026-11-16T02:30:00Z');
const TUESDAY = new Date('2026-11-17T02:30:00Z');

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

let container: ContainerClient;
beforeEach(() => {
  container = storage.newContainer();
});

const publish = (model: string, now: Date) => publishModel(container, DETECTOR, Buffer.from(model), { model }, now);

/** The model a scorer would use. */
async function visible(): Promise<string | undefined> {
  const current = await readCurrent(container, DETECTOR);
  if (!current) return undefined;
  const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  return (await loadModel(container, DETECTOR, current.pointer.version, decode)).model;
}

/** Lets a number of writes through, then treats all that follow as the fault says. */
function afterWrites(count: number, fault: Fault): (request: { method: string }) => Fault {
  let writes = 0;
  return ({ method }) => (method === 'PUT' && ++writes > count ? fault : undefined);
}

describe('publishModel', () => {
  it('creates the container, and keeps every version', async () => {
    const monday = await publish('monday', MONDAY);
    const tuesday = await publish('tuesday', TUESDAY);
    expect(await visible()).toBe('tuesday');
    expect((await readCurrent(container, DETECTOR))!.pointer).toEqual({
      version: tuesday.version,
      previous: monday.version,
    });
    expect(await blobNames(container)).toEqual([
      modelBlobs.pointer(DETECTOR),
      ...[monday, tuesday].flatMap(({ version }) => [
        modelBlobs.manifest(DETECTOR, version),
        modelBlobs.model(DETECTOR, version),
      ]),
    ]);
  });

  it('changes nothing when the same model is published again', async () => {
    const first = await publish('monday', MONDAY);
    const pointer = await readText(container, modelBlobs.pointer(DETECTOR));
    expect(await publish('monday', MONDAY)).toEqual(first);
    expect(await readText(container, modelBlobs.pointer(DETECTOR))).toBe(pointer);
  });

  it.each([1, 2, 3])('shows nothing of a publish that dies at write %i, and completes when repeated', async (write) => {
    await publish('monday', MONDAY);
    storage.fault = afterWrites(write - 1, 'lostRequest');
    await expect(publish('tuesday', TUESDAY)).rejects.toMatchObject({ reason: 'unavailable' });
    expect(await visible()).toBe('monday');
    storage.fault = () => undefined;
    await publish('tuesday', TUESDAY);
    expect(await visible()).toBe('tuesday');
  });

  it.each([1, 2])('shows nothing when the answer to write %i is lost, and completes when repeated', async (write) => {
    await publish('monday', MONDAY);
    storage.fault = afterWrites(write - 1, 'lostAnswer');
    await expect(publish('tuesday', TUESDAY)).rejects.toMatchObject({ reason: 'unavailable' });
    expect(await visible()).toBe('monday');
    storage.fault = () => undefined;
    await publish('tuesday', TUESDAY);
    expect(await visible()).toBe('tuesday');
  });

  it('does not undo the work of a trainer that began later', async () => {
    await publish('tuesday', TUESDAY);
    await expect(publish('monday', MONDAY)).rejects.toThrow(PublishConflictError);
    await expect(publish('monday', MONDAY)).rejects.toThrow(/is of a later time.*delete resourceAccess\/current\.json/);
    expect(await visible()).toBe('tuesday');
  });

  it('lets one of two publishers win and tells the other', async () => {
    for (const rounds of [1, 2, 3]) {
      const models = [`a${rounds}`, `b${rounds}`];
      let arrivals = 0;
      let release = () => {};
      const bothReady = new Promise<void>((resolve) => {
        release = resolve;
      });
      storage.fault = async ({ method, path }) => {
        if (method === 'PUT' && path.includes('model.bin') && ++arrivals === 2) release();
        if (method === 'PUT' && path.includes('current.json')) await bothReady;
        return undefined;
      };
      const now = new Date(MONDAY.getTime() + rounds * 86_400_000);
      const results = await Promise.allSettled(models.map((model) => publish(model, now)));
      const [won] = results.filter((result) => result.status === 'fulfilled');
      const [lost] = results.filter((result) => result.status === 'rejected');
      expect(lost!.reason).toBeInstanceOf(PublishConflictError);
      expect(lost!.reason.message).toContain(won!.value.version);
      expect(await visible()).toBe(won!.value.details.model);
    }
  });

  it('recognises its own pointer when the answer to the swap was lost and the swap is repeated', async () => {
    await publish('monday', MONDAY);
    storage.fault = async ({ method, path }) => {
      if (method !== 'PUT' || !path.includes('current.json')) return undefined;
      storage.fault = () => undefined;
      await publish('tuesday', TUESDAY);
      return undefined;
    };
    const manifest = await publish('tuesday', TUESDAY);
    expect((await readCurrent(container, DETECTOR))!.pointer.version).toBe(manifest.version);
  });

  it.each([
    ['damaged', '{'],
    ['empty', ''],
    ['large', 'x'.repeat(2 ** 20 + 1)],
  ])('repairs a pointer that is %s', async (_, content) => {
    await publish('monday', MONDAY);
    await overwrite(container, modelBlobs.pointer(DETECTOR), content);
    await publish('tuesday', TUESDAY);
    expect(await visible()).toBe('tuesday');
    expect((await readCurrent(container, DETECTOR))!.pointer.previous).toBeNull();
  });

  it('leaves the later model of a trainer that has repaired the pointer meanwhile', async () => {
    await publish('monday', MONDAY);
    await overwrite(container, modelBlobs.pointer(DETECTOR), '{');
    let isRead = false;
    storage.fault = async ({ path }) => {
      if (isRead) {
        storage.fault = () => undefined;
        await publish('wednesday', new Date('2026-11-18T02:30:00Z'));
      }
      isRead ||= path.includes('current.json');
      return undefined;
    };
    await expect(publish('tuesday', TUESDAY)).rejects.toThrow(PublishConflictError);
    expect(await visible()).toBe('wednesday');
  });

  it('does not make current a version whose stored bytes are not the ones to publish', async () => {
    const { version } = await publish('tuesday', TUESDAY);
    await overwrite(container, modelBlobs.model(DETECTOR, version), 'damaged');
    await publish('wednesday', new Date('2026-11-18T02:30:00Z'));
    await expect(publish('tuesday', TUESDAY)).rejects.toMatchObject({ reason: 'corrupt' });
    expect(await visible()).toBe('wednesday');
  });

  it('says that storage is unavailable', async () => {
    const publishing = publishModel(unreachableContainer(), DETECTOR, Buffer.from('x'), {}, MONDAY);
    await expect(publishing).rejects.toMatchObject({ reason: 'unavailable' });
  });
});
