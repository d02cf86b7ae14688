import { gzipSync } from 'node:zlib';
import type { ContainerClient } from '@azure/storage-blob';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import type { Row } from '../../../shared/events/row';
import type { ReadProblem } from '../../../shared/events/rowAccesses';
import { accessesOf, append, ExportStorage, workspaceRoot } from './exportContainer';
import { fileShareRow } from './rows';

let storage: ExportStorage;
beforeAll(async () => {
  storage = await ExportStorage.start();
});
afterAll(() => storage.close());

const day = `${workspaceRoot}y=2026/m=11/d=20/`;
const line = (fields: Row = {}) => `${JSON.stringify(fileShareRow(fields))}\n`;
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

async function read(container: ContainerClient, onAccess: (itemId: string) => void = () => {}) {
  const counts = emptyReadCounts();
  const problems: ReadProblem[] = [];
  const window = { from: Date.parse('2026-11-20T08:00:00Z'), to: Date.parse('2026-11-20T10:00:00Z') };
  const reading = {
    reader: fileShareReader(defaultIdentityRules),
    counts,
    onProblem: (problem: ReadProblem) => problems.push(problem),
  };
  const items: string[] = [];
  for await (const { itemId } of accessesOf(container, window, reading)) {
    items.push(itemId);
    onAccess(itemId);
  }
  expect(counts.accesses).toBe(items.length);
  expect(counts.accesses + sum(counts.skipped) + sum(counts.problems)).toBe(counts.rows);
  return { items, counts, problems };
}

describe('exportAccesses', () => {
  it('reads the accesses of all blobs, plain and gzip, and those of other workspaces', async () => {
    const container = await storage.container();
    const other = day.replaceAll('soc', 'HQ');
    await append(container, `${day}h=08/m=10/PT05M.json`, line({ _ItemId: 'a' }) + line({ EventID: 4624 }));
    await append(container, `${day}h=08/m=15/PT05M.json.gz`, gzipSync(line({ _ItemId: 'b' })));
    await append(
      container,
      `${other}h=09/m=00/PT1H.json`,
      line({ _ItemId: 'c', TimeGenerated: '2026-11-20T09:59:59Z' }),
    );
    await append(container, 'readme.txt', 'hello');
    const { items, counts } = await read(container);
    expect(items.sort()).toEqual(['a', 'b', 'c']);
    expect(counts).toMatchObject({ sources: 3, ignored: 1, rows: 4, skipped: { otherEvent: 1 } });
  });

  it('reads a row once, however often and late it was written into its folder', async () => {
    const container = await storage.container();
    const early = `${day}h=08/m=10/PT05M.json`;
    await append(container, early, line({ _ItemId: 'a' }) + line({ _ItemId: 'b' }));
    expect((await read(container)).items).toEqual(['a', 'b']);
    await append(container, early, line({ _ItemId: 'a' }) + line({ _ItemId: 'late' }));
    await append(
      container,
      early.replace('.json', '_1.json'),
      line({ _ItemId: 'b' }) + line({ _ItemId: 'rolled over' }),
    );
    const { items, counts } = await read(container);
    expect(items).toEqual(['a', 'b', 'late', 'rolled over']);
    expect(counts.skipped.duplicate).toBe(2);
  });

  it('leaves a line that is still being written for the next time', async () => {
    const container = await storage.container();
    const name = `${day}h=08/m=10/PT05M.json`;
    const last = line({ _ItemId: 'b' });
    await append(container, name, line({ _ItemId: 'a' }) + last.slice(0, 100));
    const { items, problems } = await read(container);
    expect(items).toEqual(['a']);
    expect(problems).toEqual([{ source: name, line: 2, problem: 'partialLastLine' }]);
    await append(container, name, last.slice(100));
    expect((await read(container)).items).toEqual(['a', 'b']);
  });

  it('reports a blob that is damaged and goes on', async () => {
    const container = await storage.container();
    const damaged = `${day}h=08/m=10/PT05M.json.gz`;
    await append(container, damaged, gzipSync(line({ _ItemId: 'a' })).subarray(0, -8));
    await append(container, `${day}h=08/m=15/PT05M.json`, line({ _ItemId: 'b' }));
    const { items, counts, problems } = await read(container);
    expect(items).toContain('b');
    expect(counts).toMatchObject({ sources: 2, unreadableSources: 1, problems: { notJson: 0 } });
    expect(problems).toEqual([
      { source: damaged, error: expect.objectContaining({ message: expect.stringContaining(damaged) }) },
    ]);
  });

  it('reads blobs in the order of their names and stops when nobody reads on', async () => {
    const container = await storage.container();
    for (const minute of ['10', '15', '20']) {
      await append(container, `${day}h=08/m=${minute}/PT05M.json`, line({ _ItemId: minute }));
    }
    const stop = new Error('enough');
    const seen: string[] = [];
    const reading = read(container, (itemId) => {
      seen.push(itemId);
      if (itemId === '15') throw stop;
    });
    await expect(reading).rejects.toBe(stop);
    expect(seen).toEqual(['10', '15']);
  });

  it('passes on failures of the storage', async () => {
    const container = await storage.container();
    await container.delete();
    await expect(read(container)).rejects.toMatchObject({ statusCode: 404 });
  });
});
