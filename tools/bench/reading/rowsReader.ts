// A contestant: reads exported rows. Arguments: ours or plain; file, stream or blobs; a path or a connection string.

import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import type { ContainerClient } from '@azure/storage-blob';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { Access } from '../../../shared/events/access';
import { BlobDownloads, rangeBytes } from '../../../shared/events/blobDownloads';
import { exportAccesses } from '../../../shared/events/exportAccesses';
import { listExportDays } from '../../../shared/events/exportBlobs';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { rowAccesses } from '../../../shared/events/rowAccesses';
import { containerClient } from '../../../shared/storage/containerClient';
import { answerRequests } from '../answerRequests';
import { peakMegabytes } from '../peakMemory';
import { exportedFrom, exportedTo } from './exportedBlobs';
import { plainExportAccesses, plainRowAccesses } from './plainReader';
import type { ReadingAnswer, ReadingRequest } from './reading';

const [program = 'ours', source = 'file', place = ''] = process.argv.slice(2);
const rowReader = resourceAccess.reader(defaultIdentityRules);
const container = source === 'blobs' ? containerClient({ connectionString: place }, 'am-securityevent') : undefined;
const content = source === 'file' ? chunksOf(readFileSync(place)) : [];

interface Reading {
  readonly accesses: AsyncIterable<Access>;
  readonly rows: () => number;
}

async function read({ times, digest }: ReadingRequest): Promise<ReadingAnswer> {
  const hash = createHash('sha256');
  const started = performance.now();
  const { accesses, rows } = program === 'ours' ? ours(times) : plain(times);
  let count = 0;
  for await (const access of accesses) {
    count++;
    if (digest) hash.update(JSON.stringify([access.tenant, access.user, access.resource, access.time, access.itemId]));
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds,
    rows: rows(),
    accesses: count,
    peakMegabytes: peakMegabytes(),
    digest: digest ? hash.digest('hex') : '',
  };
}

function ours(times: number): Reading {
  const counts = emptyReadCounts();
  const reading = { reader: rowReader, counts };
  const accesses = container ? ourBlobs(container, reading) : rowAccesses(chunks(times), 'rows', reading);
  return { accesses, rows: () => counts.rows };
}

async function* ourBlobs(from: ContainerClient, reading: Parameters<typeof exportAccesses>[2]): AsyncGenerator<Access> {
  const window = { from: exportedFrom.getTime(), to: exportedTo.getTime() };
  for await (const { blobs } of listExportDays(from, window)) {
    for await (const batch of exportAccesses(new BlobDownloads(from, blobs), blobs, reading)) yield* batch;
  }
}

function plain(times: number): Reading {
  let rows = 0;
  const onRow = () => {
    rows++;
  };
  const accesses = container
    ? plainExportAccesses(container, rowReader, onRow)
    : plainRowAccesses(chunks(times), rowReader, onRow);
  return { accesses, rows: () => rows };
}

/** From memory, or from the file as many times as asked. */
async function* chunks(times: number): AsyncGenerator<Uint8Array> {
  if (source === 'file') yield* content;
  else for (let time = 0; time < times; time++) yield* createReadStream(place, { highWaterMark: rangeBytes });
}

function chunksOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / rangeBytes) }, (_, chunk) =>
    bytes.subarray(chunk * rangeBytes, (chunk + 1) * rangeBytes),
  );
}

answerRequests(read);
