import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { listExportDays, rangeBytes, readExportBlob } from '../../../shared/events/exportBlobs';
import { InputError } from '../../../shared/events/inputError';
import { collect } from './chunks';
import { append, ExportStorage, workspaceRoot } from './exportContainer';

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
    const watched = await proxied(container, (url) => {
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

describe('readExportBlob', () => {
  const name = `${workspaceRoot}y=2026/m=11/d=20/h=08/m=00/PT05M.json`;
  const block = Buffer.alloc(4_000_000, '{"a":1}\n');

  async function blobOf(blocks: number) {
    const container = await storage.container();
    for (let i = 0; i < blocks; i++) await append(container, name, block);
    return { container, blob: { name, size: blocks * block.length } };
  }

  it('reads a blob that grows meanwhile up to the length it was listed with', async () => {
    const { container, blob } = await blobOf(3);
    const sizes: number[] = [];
    for await (const chunk of readExportBlob(container, blob)) {
      sizes.push(chunk.length);
      await append(container, name, 'late\n');
    }
    expect(sizes).toEqual([rangeBytes, rangeBytes, 3 * block.length - 2 * rangeBytes]);
  });

  it('reads a range when it is asked for, not before', async () => {
    const { container, blob } = await blobOf(3);
    let ranges = 0;
    const watched = await proxied(container, (_, isGet) => {
      if (isGet) ranges++;
      return undefined;
    });
    const chunks = readExportBlob(watched.container, blob);
    for (const expected of [1, 2, 3]) {
      await chunks.next();
      expect(ranges).toBe(expected);
    }
    await watched.close();
  });

  it('reads on where the connection breaks while the blob grows', async () => {
    const { container, blob } = await blobOf(1);
    let cuts = 0;
    const flaky = await proxied(container, ({ searchParams }, isGet) => {
      if (!isGet || searchParams.has('comp') || cuts++ > 0) return undefined;
      return { cutAfter: 100_000, afterCut: () => append(container, name, 'late\n') };
    });
    const chunks = await collect(readExportBlob(flaky.container, blob));
    await flaky.close();
    expect(cuts).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).equals(block)).toBe(true);
  });

  it('says that a blob was deleted', async () => {
    const { container, blob } = await blobOf(2);
    const chunks = readExportBlob(container, blob);
    await chunks.next();
    await container.deleteBlob(name);
    await expect(chunks.next()).rejects.toThrow(InputError);
  });

  it.each([100, 7_000_000])('says that a blob was replaced by one of %i bytes', async (size) => {
    const { container, blob } = await blobOf(2);
    const chunks = readExportBlob(container, blob);
    await chunks.next();
    await container.getBlockBlobClient('other').upload(Buffer.alloc(size), size);
    await container.deleteBlob(name);
    await container.getBlockBlobClient(name).upload(Buffer.alloc(size), size);
    await expect(chunks.next()).rejects.toThrow(`Blob ${name} was deleted or replaced by a shorter one`);
  });

  it('passes on failures that are not the blob’s', async () => {
    const { container, blob } = await blobOf(1);
    const unauthorised = new BlobServiceClient(new URL('..', `${container.url}/`).href).getContainerClient(
      container.containerName,
    );
    const error = await collect(readExportBlob(unauthorised, blob)).catch((error: unknown) => error);
    expect(error).not.toBeInstanceOf(InputError);
    expect(error).toMatchObject({ statusCode: 403 });
  });
});

interface Cut {
  readonly cutAfter: number;
  readonly afterCut: () => Promise<unknown>;
}

/** The container behind an HTTP proxy that shows every request, and may cut its answer after some bytes. */
async function proxied(
  container: ContainerClient,
  onRequest: (url: URL, isGet: boolean) => Cut | undefined,
): Promise<{ container: ContainerClient; close(): Promise<void> }> {
  const target = new URL(container.url);
  const server: Server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', target);
    const cut = onRequest(url, incoming.method === 'GET');
    const headers = { ...incoming.headers, host: target.host };
    const forwarded = request(url, { method: incoming.method, headers }, async (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      let sent = 0;
      for await (const chunk of answer) {
        outgoing.write(chunk);
        sent += chunk.length;
        if (cut && sent > cut.cutAfter) {
          await cut.afterCut();
          outgoing.destroy();
          return;
        }
      }
      outgoing.end();
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connection = storage.azurite.connectionString.replace(target.host, `127.0.0.1:${port}`);
  return {
    container: BlobServiceClient.fromConnectionString(connection).getContainerClient(container.containerName),
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
