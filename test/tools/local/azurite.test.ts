import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../../../tools/local/azurite';
import { LocalRunError } from '../../../tools/local/localRunError';

describe('startAzurite', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite({ port: 0 });
  });
  afterAll(() => azurite.close());

  it('keeps blobs and their ETags', async () => {
    const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient('models');
    await container.create();
    const blob = container.getBlockBlobClient('current');
    const { etag } = await blob.upload('one', 3);
    await blob.upload('two', 3, { conditions: { ifMatch: etag! } });
    await expect(blob.upload('six', 3, { conditions: { ifMatch: etag! } })).rejects.toMatchObject({ statusCode: 412 });
    expect((await blob.downloadToBuffer()).toString()).toBe('two');
  });

  it('finds the blobs of a folder again when it is started anew', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'azurite-'));
    const first = await startAzurite({ port: 0, folder });
    const container = BlobServiceClient.fromConnectionString(first.connectionString).getContainerClient('models');
    await container.create();
    await container.getBlockBlobClient('current').upload('one', 3);
    await first.close();

    const port = Number(/:(\d+)\//.exec(first.connectionString)?.[1]);
    const second = await startAzurite({ port, folder });
    expect((await container.getBlobClient('current').downloadToBuffer()).toString()).toBe('one');
    await second.close();
    await rm(folder, { recursive: true });
  });

  it('names the port in use and the remedy', async () => {
    const port = Number(/:(\d+)\//.exec(azurite.connectionString)?.[1]);
    await expect(startAzurite({ port })).rejects.toThrow(LocalRunError);
    await expect(startAzurite({ port })).rejects.toThrow(
      `Port ${port}, wanted by the storage emulator (Azurite), is in use.`,
    );
  });
});
