import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { BlobDownloads, rangeBytes } from '../../../shared/events/blobDownloads';
import { InputError } from '../../../shared/events/inputError';
import { collect } from './chunks';
import { append, ExportStorage, workspaceRoot } from './exportContainer';
import { proxied } from './storageProxy';

let storage: ExportStorage;
beforeAll(async () => {
  storage = await ExportStorage.start();
});
afterAll(() => storage.close());

function read(container: ContainerClient, blob: { name: string; size: number }, ahead?: number) {
  return new BlobDownloads(container, [blob], ahead).read(blob);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}

describe('BlobDownloads', () => {
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
    for await (const chunk of read(container, blob)) {
      sizes.push(chunk.length);
      await append(container, name, 'late\n');
    }
    expect(sizes).toEqual([rangeBytes, rangeBytes, 3 * block.length - 2 * rangeBytes]);
  });

  it('reads so many ranges ahead, of the blob and of those after it, and no more', async () => {
    const { container, blob } = await blobOf(3);
    const small = { name: name.replace('m=00', 'm=05'), size: 8 };
    await append(container, small.name, '{"a":1}\n');
    let ranges = 0;
    const watched = await proxied(storage, container, (_, isGet) => {
      if (isGet) ranges++;
      return undefined;
    });
    const downloads = new BlobDownloads(watched.container, [blob, small], 1);
    const chunks = downloads.read(blob);
    for (const expected of [2, 3, 4]) {
      await chunks.next();
      await until(() => ranges === expected);
    }
    expect((await collect(downloads.read(small))).map(String)).toEqual(['{"a":1}\n']);
    await watched.close();
    expect(ranges).toBe(4);
  });

  it('passes over what is not read to its end, or not at all, without reading it', async () => {
    const { container, blob } = await blobOf(6);
    const others = ['m=05', 'm=10', 'm=15'].map((minute) => ({ name: name.replace('m=00', minute), size: 8 }));
    for (const other of others) await append(container, other.name, `${other.name.slice(-15, -11)}...\n`);
    const requested: string[] = [];
    const watched = await proxied(storage, container, ({ pathname }, isGet) => {
      if (isGet) requested.push(decodeURIComponent(pathname).slice(-15, -11));
      return undefined;
    });
    const downloads = new BlobDownloads(watched.container, [blob, ...others], 2);
    await downloads.read(blob).next();
    expect((await collect(downloads.read(others[1]!))).map(String)).toEqual(['m=10...\n']);
    expect((await collect(downloads.read(others[2]!))).map(String)).toEqual(['m=15...\n']);
    const unlisted = new BlobDownloads(watched.container, []);
    expect((await collect(unlisted.read(others[0]!))).map(String)).toEqual(['m=05...\n']);
    await watched.close();
    expect(requested).toEqual(['m=00', 'm=00', 'm=00', 'm=10', 'm=15', 'm=05']);
  });

  it('reads on where the connection breaks while the blob grows', async () => {
    const { container, blob } = await blobOf(1);
    let cuts = 0;
    const flaky = await proxied(storage, container, ({ searchParams }, isGet) => {
      if (!isGet || searchParams.has('comp') || cuts++ > 0) return undefined;
      return { cutAfter: 100_000, afterCut: () => append(container, name, 'late\n') };
    });
    const chunks = await collect(read(flaky.container, blob));
    await flaky.close();
    expect(cuts).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).equals(block)).toBe(true);
  });

  it('says that a blob was deleted', async () => {
    const { container, blob } = await blobOf(2);
    const chunks = read(container, blob, 0);
    await chunks.next();
    await container.deleteBlob(name);
    await expect(chunks.next()).rejects.toThrow(InputError);
  });

  it.each([100, 7_000_000])('says that a blob was replaced by one of %i bytes', async (size) => {
    const { container, blob } = await blobOf(2);
    const chunks = read(container, blob, 0);
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
    const error = await collect(read(unauthorised, blob)).catch((error: unknown) => error);
    expect(error).not.toBeInstanceOf(InputError);
    expect(error).toMatchObject({ statusCode: 403 });
  });
});
