import { type AppendBlobClient, BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { Access } from '../../../shared/events/access';
import { BlobDownloads } from '../../../shared/events/blobDownloads';
import { exportAccesses } from '../../../shared/events/exportAccesses';
import { listExportDays } from '../../../shared/events/exportBlobs';
import type { TimeSpan } from '../../../shared/events/exportLayout';
import type { RowReading } from '../../../shared/events/rowAccesses';
import { type Azurite, startAzurite } from '../../../tools/local/azurite';

/** The root of a workspace's export as Log Analytics spells it. */
export const workspaceRoot =
  'WorkspaceResourceId=/subscriptions/5f0e/resourcegroups/soc/providers/microsoft.operationalinsights/workspaces/soc/';

/** A storage account of its own for a test file; every test gets an empty container. */
export class ExportStorage {
  #containers = 0;

  private constructor(readonly azurite: Azurite) {}

  static async start(): Promise<ExportStorage> {
    return new ExportStorage(await startAzurite({ port: 0 }));
  }

  async container(): Promise<ContainerClient> {
    const service = BlobServiceClient.fromConnectionString(this.azurite.connectionString);
    const container = service.getContainerClient(`am-securityevent-${++this.#containers}`);
    await container.create();
    return container;
  }

  close(): Promise<void> {
    return this.azurite.close();
  }
}

/** Appends to a blob as data export does, creating it at first. */
export async function append(
  container: ContainerClient,
  name: string,
  data: string | Uint8Array,
): Promise<AppendBlobClient> {
  const blob = container.getAppendBlobClient(name);
  await blob.createIfNotExists();
  await blob.appendBlock(Buffer.from(data), Buffer.from(data).length);
  return blob;
}

/** The accesses of all folders of an export that hold rows of the given time. */
export async function* accessesOf(
  container: ContainerClient,
  window: TimeSpan,
  reading: RowReading,
): AsyncGenerator<Access> {
  for await (const { blobs } of listExportDays(container, window, () => reading.counts.ignored++)) {
    for (const inFolder of Map.groupBy(blobs, ({ folder }) => folder).values()) {
      const batches = exportAccesses(new BlobDownloads(container, inFolder), inFolder, reading);
      for await (const batch of batches) yield* batch;
    }
  }
}
