import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import type { Access, RowReader } from '../../../shared/events/access';

/** What anybody would write first: a line at a time, `JSON.parse`, look at the row. */
export async function* plainRowAccesses(
  chunks: AsyncIterable<Uint8Array>,
  reader: RowReader,
  onRow: () => void,
): AsyncGenerator<Access> {
  for await (const line of createInterface({ input: Readable.from(chunks), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    onRow();
    const reading = reader(JSON.parse(line));
    if ('access' in reading) yield reading.access;
  }
}

/** The same of every blob of a container. */
export async function* plainExportAccesses(
  container: ContainerClient,
  reader: RowReader,
  onRow: () => void,
): AsyncGenerator<Access> {
  for await (const { name } of container.listBlobsFlat()) {
    const { readableStreamBody } = await container.getBlobClient(name).download();
    yield* plainRowAccesses(readableStreamBody as AsyncIterable<Buffer>, reader, onRow);
  }
}
