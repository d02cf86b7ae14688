import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  SavedComponents,
  SavedModel,
  SavedNames,
  SavedPairs,
  SavedVectors,
} from '../../../shared/detectors/resourceAccess/synapseml/savedModel';
import { OutputError } from '../outputFile';
import { type WrittenColumn, writeColumns } from '../parquet/writeColumns';
import { componentColumn, frameFolders, namingColumns, presenceColumns } from './frames';

/** The defaults of AccessAnomaly, in the order of {@link namingColumns}. */
const [tenant, user, userVector, resource, resourceVector, output] = [
  'tenant',
  'user',
  'user_vector',
  'res',
  'res_vector',
  'anomaly_score',
] as const;

const partFile = 'part-00000.snappy.parquet';
/** What Hadoop leaves in a folder whose files are all there. */
const completionFile = '_SUCCESS';

type Frames = Partial<Record<keyof typeof frameFolders, readonly WrittenColumn[]>>;

/**
 * Writes a model as SynapseML's AccessAnomalyModel.save does, under the column names that are its defaults, for
 * AccessAnomalyModel.load to read. As there, a folder that exists is not written to; nor is one left half written.
 *
 * @throws OutputError if the folder exists or cannot be written.
 */
export async function writeSavedModel(folder: string, model: SavedModel): Promise<void> {
  if (await stat(folder).catch(() => undefined)) {
    throw new OutputError(`${folder} exists, and a model is not written over: name another folder, or remove it.`);
  }
  const written = `${folder.replace(/[/\\]+$/, '')}.${process.pid}.part`;
  try {
    for (const [frame, columns] of Object.entries(framesOf(model))) {
      const path = join(written, frameFolders[frame as keyof Frames]);
      await mkdir(path, { recursive: true });
      await writeColumns(join(path, partFile), columns);
      await writeFile(join(path, completionFile), '');
    }
    await rename(written, folder);
  } catch (cause) {
    // What could not be made cannot be removed either.
    await rm(written, { recursive: true, force: true }).catch(() => undefined);
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new OutputError(`${folder} cannot be written (${code}).`, { cause });
  }
}

function framesOf({ users, resources, userComponents, resourceComponents, history }: SavedModel): Frames {
  const frames: Frames = {
    users: vectorColumns(user, userVector, users),
    resources: vectorColumns(resource, resourceVector, resources),
    ...(userComponents && { userComponents: componentColumns(user, userComponents) }),
    ...(resourceComponents && { resourceComponents: componentColumns(resource, resourceComponents) }),
    ...(history && { history: historyColumns(history) }),
  };
  return { metadata: metadataColumns(frames), ...frames };
}

function metadataColumns(frames: Frames): WrittenColumn[] {
  const names = [tenant, user, userVector, resource, resourceVector, output];
  return [
    ...namingColumns.map((name, i): WrittenColumn => ({ name, type: 'string', data: [names[i]] })),
    ...Object.entries(presenceColumns).map(
      ([frame, name]): WrittenColumn => ({ name, type: 'boolean', data: [frame in frames] }),
    ),
  ];
}

function vectorColumns(name: string, vectorName: string, frame: SavedVectors): WrittenColumn[] {
  const vectors = frame.vectors.map((vector) => vector && Array.from(vector));
  const [tenants, names] = nameColumns(name, frame);
  return [tenants!, { name: vectorName, type: 'array<double>', data: vectors }, names!];
}

function componentColumns(name: string, frame: SavedComponents): WrittenColumn[] {
  return [...nameColumns(name, frame), { name: componentColumn, type: 'long', data: frame.components.map(BigInt) }];
}

function nameColumns(name: string, { tenants, names }: SavedNames): WrittenColumn[] {
  return [textColumn(tenant, tenants), textColumn(name, names)];
}

function historyColumns({ tenants, users, resources }: SavedPairs): WrittenColumn[] {
  return [textColumn(tenant, tenants), textColumn(user, users), textColumn(resource, resources)];
}

function textColumn(name: string, values: readonly (string | null)[]): WrittenColumn {
  return { name, type: 'string', data: [...values] };
}
