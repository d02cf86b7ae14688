import type { ContainerClient } from '@azure/storage-blob';
import { listExportDays } from '../../../shared/events/exportBlobs';
import { collect } from './chunks';
import { append, ExportStorage, workspaceRoot } from './exportContainer';
import { proxied } from './storageProxy';

let storage: ExportStorage;
beforeAll(async () => {
  storage = await ExportStorage.start();
});
afterAll(() => storage.close());

const window = { from: Date.parse('2026-11-20T08:00:00Z'), to: Date.parse('2026-11-20T10:00:00Z') };

describe('listExportDays', () => {
  const days = (container: ContainerClient, onIgnored?: (name: string) => void) =>
    collect(listExportDays(container, window, onIgnored));
  const list = async (container: ContainerClient, onIgnored?: (name: string) => void) =>
    (await days(container, onIgnored)).flatMap(({ blobs }) => blobs);

  it('tells days of workspaces apart', async () => {
    const container = await storage.container();
    const other = workspaceRoot.replace('/soc/', '/another/');
    for (const root of [workspaceRoot, other]) {
      for (const hour of ['08', '09'])
        await append(container, `${root}y=2026/m=11/d=20/h=${hour}/m=00/PT05M.json`, '{}\n');
    }
    expect(await days(container)).toEqual(
      [other, workspaceRoot].map((workspace) => ({
        workspace,
        path: `${workspace}y=2026/m=11/d=20/`,
        from: Date.parse('2026-11-20'),
        to: Date.parse('2026-11-21'),
        blobs: [expect.objectContaining({ workspace }), expect.objectContaining({ workspace })],
      })),
    );
  });

  it('finds the blobs of all workspaces, in the case of their folders', async () => {
    const container = await storage.container();
    const upper =
      'WorkspaceResourceId=/subscriptions/5F0E/resourceGroups/SOC/providers/Microsoft.OperationalInsights/workspaces/HQ/';
    const lowerName = `${workspaceRoot}y=2026/m=11/d=20/h=08/m=55/PT05M.json`;
    const upperName = `${upper}y=2026/m=11/d=20/h=09/m=00/PT05M.json`;
    const blob = await append(container, lowerName, '{}\n');
    await append(container, upperName, '{}\n');
    const found = await list(container);
    expect(found.map(({ name }) => name).sort()).toEqual([upperName, lowerName].sort());
    expect(found.find(({ name }) => name === lowerName)).toEqual({
      name: lowerName,
      workspace: workspaceRoot,
      folder: `${workspaceRoot}y=2026/m=11/d=20/h=08/m=55/`,
      from: Date.parse('2026-11-20T08:55Z'),
      to: Date.parse('2026-11-20T09:00Z'),
      size: 3,
      etag: (await blob.getProperties()).etag?.replaceAll('"', ''),
    });
  });

  it('takes every name an export gives its blobs, and only blobs of the time asked for', async () => {
    const container = await storage.container();
    const day = `${workspaceRoot}y=2026/m=11/d=20/`;
    const wanted = [
      'h=08/m=00/PT05M.json',
      'h=08/m=00/PT05M_1.json',
      'h=08/m=05/PT5M.json',
      'h=08/m=10/PT05M.json.gz',
      'h=09/m=00/PT1H.json',
      'h=09/m=55/PT05M.json',
    ].map((name) => day + name);
    const unwanted = ['d=20/h=07/m=55', 'd=20/h=10/m=00', 'd=21/h=08/m=00', 'd=19/h=08/m=00'].map(
      (folder) => `${workspaceRoot}y=2026/m=11/${folder}/PT05M.json`,
    );
    for (const name of [...wanted, ...unwanted]) await append(container, name, '{}\n');
    expect((await list(container)).map(({ name }) => name)).toEqual(wanted);
  });

  it('asks for folders of the time asked for only', async () => {
    const container = await storage.container();
    const requests: string[] = [];
    for (const folder of [
      'y=2025/m=11/d=20/h=08',
      'y=2026/m=10/d=20/h=08',
      'y=2026/m=11/d=19/h=08',
      'y=2026/m=11/d=20/h=08',
    ]) {
      await append(container, `${workspaceRoot}${folder}/m=00/PT05M.json`, '{}\n');
    }
    const watched = await proxied(storage, container, (url) => {
      requests.push(url.searchParams.get('prefix')?.slice(workspaceRoot.length) ?? '');
      return undefined;
    });
    expect(await list(watched.container)).toHaveLength(1);
    await watched.close();
    expect(requests.filter((prefix) => prefix.startsWith('y='))).toEqual([
      'y=2026/',
      'y=2026/m=11/',
      'y=2026/m=11/d=20/',
    ]);
  });

  it('tells of everything that is no part of an export', async () => {
    const container = await storage.container();
    const names = [
      'readme.txt',
      'backup/y=2026/m=11/d=20/h=08/m=00/PT05M.json',
      `${workspaceRoot}notes.txt`,
      `${workspaceRoot}y=20xx/m=11/d=20/h=08/m=00/PT05M.json`,
      `${workspaceRoot}y=2026/m=11/d=20/h=08/m=00/PT05M.json.bak`,
      `${workspaceRoot}y=2026/m=11/d=20/summary/rows.json`,
    ];
    for (const name of names) await append(container, name, '{}\n');
    const ignored: string[] = [];
    expect(await list(container, (name) => ignored.push(name))).toEqual([]);
    expect(ignored.sort()).toEqual(
      [
        'readme.txt',
        'backup/',
        `${workspaceRoot}notes.txt`,
        `${workspaceRoot}y=20xx/`,
        `${workspaceRoot}y=2026/m=11/d=20/h=08/m=00/PT05M.json.bak`,
        `${workspaceRoot}y=2026/m=11/d=20/summary/rows.json`,
      ].sort(),
    );
  });

  it('finds nothing in an empty container', async () => {
    expect(await list(await storage.container())).toEqual([]);
  });
});
