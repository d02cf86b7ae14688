import type { ContainerClient } from '@azure/storage-blob';
import type { GrowingMemory } from '../detectors/detector';
import type { RowReader } from '../events/access';
import { BlobDownloads } from '../events/blobDownloads';
import { exportAccesses } from '../events/exportAccesses';
import { type ExportBlob, type ExportDay, listExportDays } from '../events/exportBlobs';
import type { TimeSpan } from '../events/exportLayout';
import { addReadCounts, emptyReadCounts, type ReadCounts } from '../events/readCounts';
import { withinWindow } from '../events/readerFilters';
import type { DayAggregates, FolderAggregate } from '../storage/dayAggregates';
import { type BlobKey, blobKeys } from '../storage/dayLedger';

const gigabyte = 1024 * 1024 * 1024;

export interface Remembering {
  readonly memory: GrowingMemory;
  readonly exports: ContainerClient;
  readonly aggregates: DayAggregates;
  readonly reader: RowReader;
  /** Whole UTC days. */
  readonly window: TimeSpan;
  /** Added to for what is read, and for what was read on earlier nights. */
  readonly read: ReadCounts;
  readonly reused: ReadCounts;
  readonly warn: (message: string) => void;
  /** What has been read of a day that is under way is kept whenever so many bytes of it were read; by default 1 GiB. */
  readonly bytesBetweenSaves?: number;
}

/**
 * Adds the accesses of the window to a memory, and reads for that only what is new. The unit is a folder of the export,
 * in which all copies of a row meet: where the names, ETags and lengths of its blobs are those of an earlier night, what
 * was kept then counts, otherwise all of it is read. A folder that is no longer in the export does not count, kept or
 * not, so that what is learnt is a function of what is exported. What was read is kept day by day: a night that ends
 * half-way is taken up there by the next.
 *
 * @throws RestError where the export cannot be read, ModelStoreError where what is kept cannot
 */
export async function rememberExport(remembering: Remembering): Promise<void> {
  const { exports, window, read } = remembering;
  for await (const day of listExportDays(exports, window, () => read.ignored++)) {
    await rememberDay(day, remembering);
  }
}

async function rememberDay(day: ExportDay, remembering: Remembering): Promise<void> {
  const { memory, exports, aggregates, read, reused, bytesBetweenSaves = gigabyte } = remembering;
  const known = await aggregates.load(day, memory);
  const { kept, unread } = compare(day, known);
  for (const { part, counts } of kept) {
    memory.merge(part);
    addReadCounts(reused, counts);
  }
  const folders = [...kept];
  const downloads = new BlobDownloads(exports, unread.flat());
  let isSaved = kept.length === known.length;
  let nextSave = read.bytes + bytesBetweenSaves;
  for (const blobs of unread) {
    const folder = await readFolder(day, blobs, downloads, remembering);
    memory.merge(folder.part);
    // A blob that cannot be read to its end is tried, and warned of, every night.
    if (folder.counts.unreadableSources > 0) continue;
    folders.push(folder);
    isSaved = read.bytes >= nextSave;
    if (!isSaved) continue;
    await aggregates.save(day, folders, memory);
    nextSave = read.bytes + bytesBetweenSaves;
  }
  if (!isSaved) await aggregates.save(day, folders, memory);
}

/** Which folders of a day are as they were when they were read, and the blobs of those that have to be read. */
function compare({ path, blobs }: ExportDay, known: readonly FolderAggregate[]) {
  const identityOf = (keys: readonly BlobKey[]) => JSON.stringify(keys);
  const knownByKeys = new Map(known.map((folder) => [identityOf(folder.blobs), folder]));
  const kept: FolderAggregate[] = [];
  const unread: (readonly ExportBlob[])[] = [];
  for (const inFolder of Map.groupBy(blobs, ({ folder }) => folder).values()) {
    const folder = knownByKeys.get(identityOf(blobKeys(path, inFolder)));
    if (folder) kept.push(folder);
    else unread.push(inFolder);
  }
  return { kept, unread };
}

async function readFolder(
  day: ExportDay,
  blobs: readonly ExportBlob[],
  downloads: BlobDownloads,
  { memory, reader, read, warn }: Remembering,
): Promise<FolderAggregate> {
  const gathering = memory.gather(day.from);
  const counts = emptyReadCounts();
  const batches = exportAccesses(downloads, blobs, {
    reader: withinWindow(reader, day),
    counts,
    onProblem: (problem) => {
      if ('error' in problem) warn(problem.error.message);
    },
  });
  try {
    for await (const batch of batches) for (const access of batch) gathering.add(access);
  } finally {
    addReadCounts(read, counts);
  }
  return { blobs: blobKeys(day.path, blobs), counts, part: gathering.finish() };
}
