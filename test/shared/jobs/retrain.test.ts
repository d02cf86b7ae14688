import { CredentialUnavailableError } from '@azure/identity';
import type { ContainerClient } from '@azure/storage-blob';
import { ModelCheckError } from '../../../shared/detectors/resourceAccess/checkModel';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { TrainingError } from '../../../shared/detectors/resourceAccess/trainingSet';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { ModelCollapseError } from '../../../shared/jobs/qualityComparison';
import { ExportError, retrain } from '../../../shared/jobs/retrain';
import { modelBlobs } from '../../../shared/storage/modelLayout';
import { loadModel, readCurrent } from '../../../shared/storage/modelStore';
import { append, ExportStorage, workspaceRoot } from '../events/exportContainer';
import { fileShareRow } from '../events/rows';
import { blobNames, overwrite } from '../storage/storageFixture';

let storage: ExportStorage;
beforeAll(async () => {
  storage = await ExportStorage.start();
});
afterAll(() => storage.close());

const now = new Date('2026-11-20T02:30:00Z');

async function containers() {
  return { exports: await storage.container(), models: await storage.container() };
}

function jobOn(places: Awaited<ReturnType<typeof containers>>, warnings: string[] = [], read = emptyReadCounts()) {
  return {
    ...places,
    detector: resourceAccess,
    identity: defaultIdentityRules,
    parameters: {},
    lookbackDays: 2,
    now,
    read,
    reused: emptyReadCounts(),
    warn: (message: string) => warnings.push(message),
  };
}

function rows(time: string, ...pairs: [account: string, share: string][]): string {
  return pairs
    .map(([Account, share]) =>
      fileShareRow({ TimeGenerated: time, Account, ShareName: `\\\\*\\${share}`, _ItemId: '' }),
    )
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
}

const blob = (path: string) => `${workspaceRoot}${path}/PT05M.json`;
const yesterday = blob('y=2026/m=11/d=19/h=08/m=10');
const usual: [string, string][] = [
  ['C\\a', 'X'],
  ['C\\a', 'Y'],
  ['C\\b', 'X'],
  ['C\\c', 'Y'],
];

it('trains on the window from midnight of the first day on, and publishes model, manifest and pointer', async () => {
  const places = await containers();
  await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...usual));
  await append(places.exports, blob('y=2026/m=11/d=18/h=00/m=00'), rows('2026-11-18T00:00:00Z', ['C\\a', 'Z']));
  await append(places.exports, blob('y=2026/m=11/d=17/h=23/m=55'), rows('2026-11-17T23:59:59Z', ['C\\old', 'Old']));
  const read = emptyReadCounts();
  const manifest = await retrain(jobOn(places, [], read));
  expect(read).toMatchObject({ sources: 2, rows: 5, accesses: 5 });
  expect(manifest.details).toMatchObject({
    detector: 'resourceAccess',
    window: { from: '2026-11-18T00:00:00.000Z', to: '2026-11-19T08:13:00.000Z' },
    accesses: 5,
    quality: { users: 3, resources: 3, pairs: 5 },
    identity: defaultIdentityRules,
  });
  const current = await readCurrent(places.models, 'resourceAccess');
  expect(current?.pointer).toMatchObject({ version: manifest.version, previous: null });
  const loaded = await loadModel(places.models, 'resourceAccess', manifest.version, resourceAccess.decode);
  expect(loaded.model.description.quality).toEqual(manifest.details.quality);
});

it('may run twice: the same window gives the same model', async () => {
  const places = await containers();
  await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...usual));
  const first = await retrain(jobOn(places));
  const second = await retrain({ ...jobOn(places), now: new Date(now.getTime() + 1000) });
  expect(second.sha256).toBe(first.sha256);
  const current = await readCurrent(places.models, 'resourceAccess');
  expect(current?.pointer).toMatchObject({ version: second.version, previous: first.version });
});

it.each([
  ['no data', [], /no pairs to train on/],
  ['too little data', [['C\\a', 'X']], /at least two of each/],
] as const)('with %s fails clearly, and the last good model stays', async (_name, pairs, message) => {
  const places = await containers();
  await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...usual));
  const good = await retrain(jobOn(places));
  await places.exports.getBlobClient(yesterday).delete();
  await append(
    places.exports,
    yesterday,
    rows('2026-11-19T08:13:00Z', ...(pairs as unknown as [string, string][])) || '\n',
  );
  const before = await blobNames(places.models);
  await expect(retrain(jobOn(places))).rejects.toThrow(TrainingError);
  await expect(retrain(jobOn(places))).rejects.toThrow(message);
  expect(await blobNames(places.models)).toEqual(before);
  expect((await readCurrent(places.models, 'resourceAccess'))?.pointer.version).toBe(good.version);
});

it('warns of a blob that cannot be read to its end, and learns from the others', async () => {
  const places = await containers();
  const warnings: string[] = [];
  await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...usual));
  const damaged = blob('y=2026/m=11/d=19/h=09/m=00').replace('.json', '.json.gz');
  await append(places.exports, damaged, Buffer.from([0x1f, 0x8b, 8, 0, 0]));
  const read = emptyReadCounts();
  await retrain(jobOn(places, warnings, read));
  expect(read).toMatchObject({ sources: 2, unreadableSources: 1, accesses: 4 });
  expect(warnings).toEqual([expect.stringContaining(damaged)]);
});

it('never publishes a model that fails its check, and still tells what was read', async () => {
  const places = await containers();
  await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...usual));
  const good = await retrain(jobOn(places));
  await append(places.exports, yesterday, rows('2026-11-19T08:14:00Z', ['C\\a', 'X']));
  const read = emptyReadCounts();
  const check = () => {
    throw new ModelCheckError('does not fit');
  };
  const job = { ...jobOn(places, [], read), detector: { ...resourceAccess, check } };
  await expect(retrain({ ...job, now: new Date(now.getTime() + 1000) })).rejects.toThrow(ModelCheckError);
  expect(read).toMatchObject({ rows: 5, accesses: 5 });
  expect((await readCurrent(places.models, 'resourceAccess'))?.pointer.version).toBe(good.version);
});

/** Accesses of so many people to shares of their own and to a common one. */
const people = (count: number) =>
  Array.from({ length: count }, (_, i): [string, string] => [`C\\u${i}`, i % 2 ? 'Common' : `S${i}`]);

async function retrainOn(places: Awaited<ReturnType<typeof containers>>, accounts: number, second: number) {
  await places.exports.getBlobClient(yesterday).deleteIfExists();
  await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...people(accounts)));
  const warnings: string[] = [];
  const manifest = await retrain({ ...jobOn(places, warnings), now: new Date(now.getTime() + second * 1000) });
  return { manifest, warnings };
}

it('keeps the figures of the model it replaces beside its own, and warns where one fell below half', async () => {
  const places = await containers();
  const first = await retrainOn(places, 40, 0);
  expect(first.manifest.details.replaced).toBeNull();
  const second = await retrainOn(places, 30, 1);
  expect(second.manifest.details).toMatchObject({
    quality: { users: 30 },
    replaced: { version: first.manifest.version, quality: first.manifest.details.quality },
  });
  expect([...first.warnings, ...second.warnings]).toEqual([]);
  const third = await retrainOn(places, 10, 2);
  expect(third.warnings).toEqual([expect.stringMatching(/knows 10 users instead of 30, 6 resources instead of 16/)]);
});

it('does not publish a model that knows less than a tenth, until the pointer is deleted because it is meant', async () => {
  const places = await containers();
  const good = await retrainOn(places, 40, 0);
  await expect(retrainOn(places, 3, 1)).rejects.toThrow(ModelCollapseError);
  expect((await readCurrent(places.models, 'resourceAccess'))?.pointer.version).toBe(good.manifest.version);
  await places.models.getBlobClient(modelBlobs.pointer('resourceAccess')).delete();
  const meant = await retrainOn(places, 3, 2);
  expect((await readCurrent(places.models, 'resourceAccess'))?.pointer.version).toBe(meant.manifest.version);
});

it.each([
  ['a damaged pointer', () => modelBlobs.pointer('resourceAccess')],
  ['a damaged manifest', (version: string) => modelBlobs.manifest('resourceAccess', version)],
])('repairs %s with the next model, and warns that there is nothing to compare it with', async (_, nameOf) => {
  const places = await containers();
  const { manifest } = await retrainOn(places, 40, 0);
  await overwrite(places.models, nameOf(manifest.version), '{');
  const { warnings, manifest: next } = await retrainOn(places, 3, 1);
  expect(warnings).toEqual([expect.stringMatching(/can't be compared.*is damaged/)]);
  expect((await readCurrent(places.models, 'resourceAccess'))?.pointer.version).toBe(next.version);
});

describe('a warm start', () => {
  const parameters = { rank: 3, iterations: 10 };
  const modelName = (version: string) => modelBlobs.model('resourceAccess', version);

  /** A model of one night, then an access of somebody new, and a second night that starts from that model if it can. */
  async function secondNight(
    fields: Partial<ReturnType<typeof jobOn>> & { readonly warmStart?: boolean },
    between: (models: ContainerClient, version: string) => Promise<unknown> = async () => {},
  ) {
    const places = await containers();
    await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...people(20)));
    const first = await retrain({ ...jobOn(places), parameters });
    await append(places.exports, yesterday, rows('2026-11-19T08:14:00Z', ['C\\new', 'Common']));
    await between(places.models, first.version);
    const warnings: string[] = [];
    const later = new Date(now.getTime() + 1000);
    const second = await retrain({ ...jobOn(places, warnings), parameters, now: later, ...fields });
    return { places, first, second, warnings };
  }

  it('is made if it is asked for, tells what it started from in manifest and model, and can be repeated', async () => {
    const { places, first, second, warnings } = await secondNight({ warmStart: true });
    expect(second.details).toMatchObject({ warmStartedFrom: first.version, quality: { users: 21 } });
    const loaded = await loadModel(places.models, 'resourceAccess', second.version, resourceAccess.decode);
    expect(loaded.model.description.warmStartedFrom).toBe(first.version);
    expect((await secondNight({ warmStart: true })).second.sha256).toBe(second.sha256);
    const cold = await secondNight({});
    expect(cold.second.details).not.toHaveProperty('warmStartedFrom');
    expect(cold.second.sha256).not.toBe(second.sha256);
    expect([...warnings, ...cold.warnings]).toEqual([]);
  });

  it('is none where there is no model yet, of which nobody is warned', async () => {
    const places = await containers();
    await append(places.exports, yesterday, rows('2026-11-19T08:13:00Z', ...usual));
    const warnings: string[] = [];
    const first = await retrain({ ...jobOn(places, warnings), warmStart: true });
    expect(first.details).not.toHaveProperty('warmStartedFrom');
    expect(warnings).toEqual([]);
  });

  it('is none, with one warning, from a model of another rank', async () => {
    const other = { parameters: { rank: 4, iterations: 10 } };
    const { first, second, warnings } = await secondNight({ warmStart: true, ...other });
    expect(second.sha256).toBe((await secondNight(other)).second.sha256);
    expect(warnings).toEqual([`Training does not start from model ${first.version} but anew: its rank is 3, not 4.`]);
  });

  it.each([
    ['is gone', (models: ContainerClient, version: string) => models.getBlobClient(modelName(version)).delete()],
    ['is damaged', (models: ContainerClient, version: string) => overwrite(models, modelName(version), '{')],
  ])('is none, with one warning, from a model that %s', async (_, between) => {
    const { second, warnings } = await secondNight({ warmStart: true }, between);
    expect(second.sha256).toBe((await secondNight({})).second.sha256);
    expect(warnings).toEqual([expect.stringMatching(/^Training does not start from the current model but anew: /)]);
  });
});

it('tells what to check when the app has no identity to sign in with', async () => {
  const { exports, models } = await containers();
  jest.spyOn(exports, 'listBlobsByHierarchy').mockImplementation(() => {
    throw new CredentialUnavailableError('no managed identity endpoint found');
  });
  await expect(retrain(jobOn({ exports, models }))).rejects.toThrow(
    /no managed identity endpoint.*check EXPORT_STORAGE/,
  );
});

it('tells what to check when there is no container to read from', async () => {
  const places = await containers();
  await places.exports.delete();
  await expect(retrain(jobOn(places))).rejects.toThrow(ExportError);
  await expect(retrain(jobOn(places))).rejects.toThrow(/ContainerNotFound, HTTP 404.*check EXPORT_STORAGE/);
});
