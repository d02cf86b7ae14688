import { BlobServiceClient } from '@azure/storage-blob';
import type { Row } from '../../shared/events/row';
import { exportFiles } from '../sample/exportFiles';

const container = 'am-securityevent';
/** The most that one append takes in every version of the service. */
const blockBytes = 4 * 1024 * 1024;
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
      const content = Buffer.from(text);
      await blob.create();
      for (let start = 0; start < content.length; start += blockBytes) {
        const block = content.subarray(start, start + blockBytes);
        await blob.appendBlock(block, block.length);
      }
      onBlob(++written, files.size);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, writer));
  return files.size;
}
