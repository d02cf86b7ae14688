import type { ContainerClient } from '@azure/storage-blob';
import { type ExportFile, exportFile, exportFolder, overlaps, type TimeSpan } from './exportLayout';

/** A blob of an export as it was when it was listed; it may have grown since. */
export interface ExportBlob extends ExportFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
}

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
