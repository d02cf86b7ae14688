import { type BlobClient, type ContainerClient, RestError } from '@azure/storage-blob';
import { type ExportFile, exportFile, exportFolder, overlaps, type TimeSpan } from './exportLayout';
import { InputError } from './inputError';

/** A blob of an export as it was when it was listed; it may have grown since. */
export interface ExportBlob extends ExportFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
}

/** How much of a blob is read at once, in bytes. */
export const rangeBytes = 4 * 1024 * 1024;

const dayPath = /y=\d{4}\/m=\d\d\/d=\d\d\/$/;
// subscriptions/<id>/resourcegroups/<name>/providers/microsoft.operationalinsights/workspaces/<name>: eight levels.
const aboveYears = /^WorkspaceResourceId=(?:\/[^/]+){0,8}\/$/i;

/** The blobs of a UTC day of one workspace's export, in the order of their names; at least one. */
export interface ExportDay extends TimeSpan {
  /** What stands before the year, as it is spelled: `WorkspaceResourceId=/subscriptions/…/workspaces/<name>/`. */
  readonly workspace: string;
  /** The day's folder: `WorkspaceResourceId=…/y=2026/m=11/d=20/`. */
  readonly path: string;
  readonly blobs: readonly ExportBlob[];
}

/**
 * Lists the blobs of an export that hold rows of the given time, for all workspaces that export into the container,
 * workspace by workspace and day by day in the order of their names.
 *
 * The tree is walked from its root: blob names are case-sensitive, and data export does not spell a workspace's
 * resource id as Resource Manager does. Folders of other times are not opened, and a day is listed at once: its 288
 * folders hold few blobs each, and one answer names up to 5,000.
 *
 * @param onIgnored hears the names of blobs, and of folders that are not opened, that are no part of an export
 */
export async function* listExportDays(
  container: ContainerClient,
  window: TimeSpan,
  onIgnored: (name: string) => void = () => {},
): AsyncGenerator<ExportDay> {
  yield* listFolder({ container, window, onIgnored }, '');
}

interface Listing {
  readonly container: ContainerClient;
  readonly window: TimeSpan;
  readonly onIgnored: (name: string) => void;
}

async function* listFolder(listing: Listing, prefix: string): AsyncGenerator<ExportDay> {
  for await (const { kind, name } of listing.container.listBlobsByHierarchy('/', { prefix })) {
    const folder = kind === 'prefix' ? exportFolder(name) : undefined;
    if (folder) {
      if (!overlaps(folder, listing.window)) continue;
      if (folder.unit !== 'day') yield* listFolder(listing, name);
      else {
        const blobs = await listDay(listing, name);
        if (blobs.length > 0)
          yield { workspace: name.replace(dayPath, ''), path: name, from: folder.from, to: folder.to, blobs };
      }
    } else if (kind === 'prefix' && aboveYears.test(name)) {
      yield* listFolder(listing, name);
    } else {
      listing.onIgnored(name);
    }
  }
}

async function listDay({ container, window, onIgnored }: Listing, prefix: string): Promise<ExportBlob[]> {
  const blobs: ExportBlob[] = [];
  for await (const { name, properties } of container.listBlobsFlat({ prefix })) {
    const file = exportFile(name);
    if (!file) onIgnored(name);
    else if (overlaps(file, window))
      blobs.push({ ...file, name, size: properties.contentLength ?? 0, etag: properties.etag });
  }
  return blobs;
}

/**
 * Reads a blob up to the length it had when it was listed, a range at a time, and the next one only when it is asked
 * for. An export's append blobs grow while they are read, and only at their end, so a changed ETag does not matter.
 *
 * @throws InputError where the blob has been deleted or replaced by a shorter one since
 */
export async function* readExportBlob(
  container: ContainerClient,
  { name, size }: Pick<ExportBlob, 'name' | 'size'>,
): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < size; offset += rangeBytes) {
    yield await readRange(container, name, offset, Math.min(rangeBytes, size - offset));
  }
}

const rangeAttempts = 3;

/**
 * Reads a range, again if the connection breaks inside it. The client retries requests, but not a body that stops
 * half-way, or only while the ETag is the same: a blob that has grown meanwhile answers 412.
 */
async function readRange(container: ContainerClient, name: string, offset: number, length: number): Promise<Buffer> {
  const blob = container.getBlobClient(name);
  for (let attempt = 1; ; attempt++) {
    try {
      return await blob.downloadToBuffer(offset, length);
    } catch (error) {
      if (await isShorterThan(blob, offset + length, error)) throw shrunk(name, error);
      const isBroken = !(error instanceof RestError) || error.statusCode === 412;
      if (!isBroken || attempt === rangeAttempts) throw error;
    }
  }
}

/** Whether a range could not be read because the blob is gone or ends before it does. */
async function isShorterThan(blob: BlobClient, length: number, error: unknown): Promise<boolean> {
  if (error instanceof RestError && error.statusCode !== 416) return error.statusCode === 404;
  if (!(await blob.exists())) return true;
  const { contentLength } = await blob.getProperties();
  return contentLength !== undefined && contentLength < length;
}

function shrunk(name: string, cause: unknown): InputError {
  return new InputError(
    `Blob ${name} was deleted or replaced by a shorter one while it was being read. Read it again.`,
    {
      cause,
    },
  );
}
