import type { ContainerClient } from '@azure/storage-blob';
import { defaultIdentityRules } from '../../../shared/events/identity';
import type { ReadCounts } from '../../../shared/events/readCounts';
import { append, ExportStorage, workspaceRoot } from '../events/exportContainer';
import { blobNames, overwrite } from '../storage/storageFixture';
import { accessLine, blobName, coldNight, exportDay, firstDay, millisecondsPerDay, night } from './exportedDays';

let storage: ExportStorage;
beforeAll(async () => {
  storage = await ExportStorage.start();
});
afterAll(() => storage.close());

async function exportDays(count: number) {
  const places = { exports: await storage.container(), models: await storage.container() };
  let bytes = 0;
  for (let day = 0; day < count; day++) bytes += await exportDay(places.exports, day);
  return { places, bytes };
}

async function aggregateNames(models: ContainerClient): Promise<string[]> {
  return (await blobNames(models)).filter((name) => name.includes('/aggregates/'));
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

function expectToAddUp({ rows, accesses, skipped, problems }: ReadCounts): void {
  expect(rows).toBe(accesses + sum(skipped) + sum(problems));
}

const timeOf = (day: number, hour: number) => firstDay + day * millisecondsPerDay + hour * 3_600_000;

describe('a window of 30 days', () => {
  it('costs the read of one day on the second night, and gives the model of a trainer who reads it all', async () => {
    const { places, bytes } = await exportDays(30);
    const first = await night(places, 30);
    expect(first.read).toMatchObject({ sources: 90, bytes, rows: 1170, accesses: 810 });
    expect(first.read.skipped).toMatchObject({ otherEvent: 270, duplicate: 90 });
    expect(first.reused.rows).toBe(0);

    const dayBytes = await exportDay(places.exports, 30);
    const second = await night(places, 31);
    expect(second.read).toMatchObject({ sources: 3, bytes: dayBytes, rows: 39, accesses: 27 });
    expect(second.reused).toMatchObject({ sources: 87, rows: 1131, accesses: 783 });
    for (const counts of [first.read, second.read, second.reused]) expectToAddUp(counts);
    expect(second.manifest.details.bytesRead).toMatchObject({ export: dayBytes, aggregates: expect.any(Number) });
    expect(second.manifest.details.accesses).toBe(810);

    const cold = await coldNight(places, 31, await storage.container());
    expect(cold.read.bytes).toBe(bytes);
    expect(second.manifest.sha256).toBe(cold.manifest.sha256);
    expect([...first.warnings, ...second.warnings]).toEqual([]);
  });

  it('reads nothing in a repeated night', async () => {
    const { places } = await exportDays(4);
    const first = await night(places, 4);
    const again = await night(places, 4);
    expect(again.read).toMatchObject({ sources: 0, bytes: 0, rows: 0 });
    expect(again.manifest.sha256).toBe(first.manifest.sha256);
  });

  it('reads of an old day the folder with a late row only, and counts it and its copies once', async () => {
    const { places } = await exportDays(5);
    await night(places, 5);
    const late = accessLine(timeOf(1, 8) + 299_000, 'late', 's1');
    const name = blobName(timeOf(1, 8));
    await append(places.exports, name, late);
    const rolledOver = name.replace('.json', '_1.json');
    await append(places.exports, rolledOver, late + accessLine(timeOf(1, 8), 'late', 's2'));
    const after = await night(places, 5);
    const sizes = await Promise.all([name, rolledOver].map((one) => places.exports.getBlobClient(one).getProperties()));
    expect(after.read).toMatchObject({ sources: 2, bytes: sizes.reduce((all, one) => all + one.contentLength!, 0) });
    expect(after.read.skipped.duplicate).toBe(2);
    const cold = await coldNight(places, 5, await storage.container());
    expect(after.manifest.sha256).toBe(cold.manifest.sha256);
  });

  it('reads a blob again that was replaced by one of the same length', async () => {
    const { places } = await exportDays(3);
    await night(places, 3);
    const name = blobName(timeOf(1, 8));
    const text = (await places.exports.getBlobClient(name).downloadToBuffer()).toString();
    await places.exports.getBlobClient(name).delete();
    await append(places.exports, name, text.replaceAll('u1', 'v1').replaceAll('u2', 'v2'));
    const after = await night(places, 3);
    expect(after.read.sources).toBe(1);
    expect(after.manifest.sha256).toBe((await coldNight(places, 3, await storage.container())).manifest.sha256);
  });

  it('forgets what is no longer exported, blob or day', async () => {
    const { places } = await exportDays(4);
    await night(places, 4);
    await places.exports.getBlobClient(blobName(timeOf(1, 8))).delete();
    for (const hour of [0, 8, 23]) await places.exports.getBlobClient(blobName(timeOf(2, hour))).delete();
    const after = await night(places, 4);
    expect(after.read.sources).toBe(0);
    expect(after.reused.sources).toBe(8);
    expect(after.manifest.sha256).toBe((await coldNight(places, 4, await storage.container())).manifest.sha256);
  });

  it('keeps workspaces apart, and rows in the folder of another day out', async () => {
    const { places } = await exportDays(2);
    const other = workspaceRoot.replace('/soc/', '/another/');
    await append(places.exports, blobName(timeOf(1, 8), other), accessLine(timeOf(1, 8), 'u1', 'theirs'));
    await append(places.exports, blobName(timeOf(1, 9)), accessLine(timeOf(0, 9), 'u1', 'misplaced'));
    const first = await night(places, 2);
    expect(first.read.skipped.outsideWindow).toBe(1);
    expect(await aggregateNames(places.models)).toHaveLength(3);
    const again = await night(places, 2);
    expect(again.reused).toEqual({ ...first.read });
    expect(again.manifest.sha256).toBe(first.manifest.sha256);
  });

  it('is learnt from by two trainers at once', async () => {
    const { places } = await exportDays(6);
    const alone = await coldNight(places, 6, await storage.container());
    const both = await Promise.allSettled([night(places, 6), night(places, 6)]);
    const published = both.filter((one) => one.status === 'fulfilled');
    expect(published.length).toBeGreaterThan(0);
    for (const { value } of published) expect(value.manifest.sha256).toBe(alone.manifest.sha256);
    const after = await night(places, 6);
    expect(after.read.bytes).toBe(0);
    expect(after.manifest.sha256).toBe(alone.manifest.sha256);
  });
});

describe('a blob that cannot be read to its end', () => {
  it('is tried, and warned of, every night', async () => {
    const { places } = await exportDays(3);
    const damaged = blobName(timeOf(1, 9)).replace('.json', '.json.gz');
    await append(places.exports, damaged, Buffer.from([0x1f, 0x8b, 8, 0, 0]));
    for (const sources of [10, 1]) {
      const { read, warnings } = await night(places, 3);
      expect(read).toMatchObject({ sources, unreadableSources: 1 });
      expect(warnings).toEqual([expect.stringContaining(damaged)]);
    }
  });
});

describe('what is kept', () => {
  const others = ['0'.repeat(32), 'x'].join('/');

  it('is deleted with its day’s leaving the window, whatever its rules, and nothing else is', async () => {
    const { places } = await exportDays(4);
    await night(places, 4, { lookbackDays: 4 });
    const byoml = { ...defaultIdentityRules, resource: 'byoml' as const };
    await night(places, 4, { lookbackDays: 4, identity: byoml });
    const notOurs = [
      'notes.txt',
      `resourceAccess/aggregates/2026-10-21.bin`,
      `resourceAccess/aggregates/${others}/2026-10-21.bin`,
      `other/aggregates/${'0'.repeat(32)}/${'0'.repeat(32)}/2026-10-21.bin`,
      'resourceAccess/aggregates/2020-01-01.txt',
    ];
    for (const name of notOurs) await overwrite(places.models, name, 'x');
    expect(await aggregateNames(places.models)).toHaveLength(8 + 4);
    const { warnings } = await night(places, 4, { lookbackDays: 2 });
    expect(warnings).toEqual([]);
    const left = await blobNames(places.models);
    expect(left).toEqual(expect.arrayContaining(notOurs));
    const days = left.flatMap((name) => /[0-9a-f]{32}\/[0-9a-f]{32}\/(.*)\.bin$/.exec(name)?.[1] ?? []).sort();
    expect(days).toEqual(['2026-10-21', '2026-10-23', '2026-10-23', '2026-10-24', '2026-10-24']);
  });

  it('is of its identity rules, exclusions among them', async () => {
    const { places } = await exportDays(3);
    const all = (await night(places, 3)).read.sources;
    for (const identity of [
      { ...defaultIdentityRules, user: 'byoml' as const },
      { ...defaultIdentityRules, excludedAccounts: ['*\\u1'] },
      { ...defaultIdentityRules, excludedShares: ['s1'] },
    ]) {
      const other = await night(places, 3, { identity });
      expect(other.read.sources).toBe(all);
      expect((await night(places, 3, { identity })).read.sources).toBe(0);
    }
    const reordered = { ...defaultIdentityRules, excludedShares: [...defaultIdentityRules.excludedShares].reverse() };
    expect((await night(places, 3, { identity: reordered })).read.sources).toBe(0);
  });

  const damages: [string, (bytes: Buffer, other: Buffer) => Buffer][] = [
    ['cut short', (bytes) => bytes.subarray(0, 100)],
    ['changed in a byte', (bytes) => bytes.fill(bytes[200]! ^ 1, 200, 201)],
    ['empty', () => Buffer.alloc(0)],
    ['no aggregate', () => Buffer.from('hello')],
    ['of another day', (_, other) => other],
  ];

  it.each(damages)('is warned of and read anew where it is %s', async (_, damage) => {
    const { places } = await exportDays(3);
    const good = await night(places, 3);
    const [name, other] = await aggregateNames(places.models);
    const [bytes, otherBytes] = await Promise.all(
      [name!, other!].map((one) => places.models.getBlobClient(one).downloadToBuffer()),
    );
    await overwrite(places.models, name!, damage(bytes!, otherBytes!));
    const { manifest, read, warnings } = await night(places, 3);
    expect(read.sources).toBe(3);
    expect(warnings).toEqual([expect.stringContaining(name!)]);
    expect(manifest.sha256).toBe(good.manifest.sha256);
    const after = await night(places, 3);
    expect(after).toMatchObject({ warnings: [], read: { sources: 0 } });
  });
});
