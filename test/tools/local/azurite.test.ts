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

  it('names the port in use and the remedy', async () => {
    const port = Number(/:(\d+)\//.exec(azurite.connectionString)?.[1]);
    await expect(startAzurite({ port })).rejects.toThrow(LocalRunError);
    await expect(startAzurite({ port })).rejects.toThrow(
      `Port ${port}, wanted by the storage emulator (Azurite), is in use.`,
    );
  });
});
