import type { ContainerClient } from '@azure/storage-blob';
import { exportFile, exportFolder } from '../../../../shared/events/exportLayout';
import { absent, type Fact, known } from '../fact';
import { blobFact } from './blobFact';

/** The end of an export: the last folder of each workspace. */
export interface ExportEnd {
  /** The newest blob by its folder; undefined where nothing in the container is named as an export names blobs. */
  readonly newest?: {
    readonly name: string;
    readonly lastWritten: Date;
    /** End of the time whose rows it holds. */
    readonly rowsUntil: Date;
  };
  /** A few names that are no part of an export. */
  readonly otherNames: readonly string[];
}

interface Walk {
  readonly container: ContainerClient;
  readonly abortSignal: AbortSignal;
  readonly otherNames: string[];
  newest: ExportEnd['newest'];
}

const units = ['year', 'month', 'day', 'hour'] as const;
const maxOtherNames = 5;

/** Where an export ends. Of the years, months, days and hours only the last are opened. `absent`: it holds nothing. */
export function readExportEnd(container: ContainerClient): Promise<Fact<ExportEnd>> {
  return blobFact(container, async (_, abortSignal) => {
    const walk: Walk = { container, abortSignal, otherNames: [], newest: undefined };
    await walkFolder(walk, '');
    const { newest, otherNames } = walk;
    if (newest === undefined && otherNames.length === 0) return absent;
    return known(newest === undefined ? { otherNames } : { newest, otherNames });
  });
}

/** Levels above the year are opened, all of them: they are the parts of a workspace's resource id. */
async function walkFolder(walk: Walk, prefix: string): Promise<void> {
  const { container, abortSignal } = walk;
  let last: { readonly name: string; readonly from: number; readonly unit: string } | undefined;
  for await (const item of container.listBlobsByHierarchy('/', { prefix, abortSignal })) {
    if (item.kind === 'blob') {
      ignore(walk, item.name);
      continue;
    }
    const folder = exportFolder(item.name);
    if (folder !== undefined) {
      if (last === undefined || folder.from > last.from) last = { name: item.name, ...folder };
    } else if (/^WorkspaceResourceId=/i.test(item.name) && prefix.split('/').length < 10) {
      await walkFolder(walk, item.name);
    } else ignore(walk, item.name);
  }
  if (last === undefined) return;
  if (last.unit === units.at(-1)) await takeHour(walk, last.name);
  else await walkFolder(walk, last.name);
}

async function takeHour(walk: Walk, prefix: string): Promise<void> {
  const { container, abortSignal } = walk;
  for await (const { name, properties } of container.listBlobsFlat({ prefix, abortSignal })) {
    const file = exportFile(name);
    if (file === undefined) ignore(walk, name);
    else if (walk.newest === undefined || properties.lastModified > walk.newest.lastWritten) {
      walk.newest = { name, lastWritten: properties.lastModified, rowsUntil: new Date(file.to) };
    }
  }
}

function ignore({ otherNames }: Walk, name: string): void {
  if (otherNames.length < maxOtherNames) otherNames.push(name);
}
