import { BlobServiceClient } from '@azure/storage-blob';
import type { Row } from '../../shared/events/row';
import { exportFiles } from '../sample/exportFiles';

const container = 'am-securityevent';
/** Requests under way at a time. */
const concurrency = 16;

/** Writes rows to blob storage as data export does: append blobs of JSON lines. Returns the number of blobs. */
export async function exportRows(
  storage: string,
  rows: readonly Row[],
  onBlob: (written: number, total: number) => void,
): Promise<number> {
  const client = BlobServiceClient.fromConnectionString(storage).getContainerClient(container);
  await client.createIfNotExists();
  const files = exportFiles(rows);
  const queue = files.entries();
  let written = 0;
  const writer = async () => {
    for (const [path, text] of queue) {
      const blob = client.getAppendBlobClient(path);
      await blob.create();
      await blob.appendBlock(text, Buffer.byteLength(text));
      onBlob(++written, files.size);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, writer));
  return files.size;
}
