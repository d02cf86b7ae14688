import { join } from 'node:path';
import {
  type SavedComponents,
  type SavedModel,
  SavedModelError,
  type SavedVectors,
} from '../../../shared/detectors/resourceAccess/synapseml/savedModel';
import { type ColumnRequest, type Columns, readColumns } from '../parquet/readColumns';
import { componentColumn, frameFolders, namingColumns, presenceColumns } from './frames';
import { partFiles } from './partFiles';
import { readPart } from './readPart';

/**
 * Reads a model that SynapseML's AccessAnomalyModel.save has written.
 * @param folder the one that was named to `save`.
 * @throws SavedModelError, ParquetError naming the folder or file that is missing, damaged or something else.
 */
export async function readSavedModel(folder: string): Promise<SavedModel> {
  const metadata = await readMetadata(folder);
  const has = (frame: keyof typeof presenceColumns) => metadata[presenceColumns[frame]]![0] === true;
  for (const frame of ['users', 'resources'] as const) {
    if (has(frame)) continue;
    throw new SavedModelError(
      folder,
      `says that it has no ${frameFolders[frame]}`,
      'save a model that has been fitted',
    );
  }
  const [tenant, user, userVector, resource, resourceVector] = namingColumns.map((name) => String(metadata[name]![0]));
  const reading = new FrameReader(folder, tenant!);
  return {
    users: await reading.vectors('users', user!, userVector!),
    resources: await reading.vectors('resources', resource!, resourceVector!),
    userComponents: has('userComponents') ? await reading.components('userComponents', user!) : null,
    resourceComponents: has('resourceComponents') ? await reading.components('resourceComponents', resource!) : null,
    history: has('history') ? await reading.history(user!, resource!) : null,
  };
}

async function readMetadata(folder: string): Promise<Columns<Record<string, ColumnRequest>>> {
  const requests = Object.fromEntries([
    ...namingColumns.map((column) => [column, { column, kind: 'text' }] as const),
    ...Object.values(presenceColumns).map((column) => [column, { column, kind: 'flag' }] as const),
  ]);
  const path = join(folder, frameFolders.metadata);
  const metadata = await readFrame(path, requests);
  const rows = metadata.tenant_col!.length;
  if (rows === 1) return metadata;
  throw new SavedModelError(path, `has ${rows} rows instead of one`, 'save the model into a folder of its own');
}

/** Reads the frames of one model. */
class FrameReader {
  readonly #folder: string;
  readonly #tenants: ColumnRequest & { kind: 'name' };

  constructor(folder: string, tenant: string) {
    this.#folder = folder;
    this.#tenants = { column: tenant, kind: 'name' };
  }

  async vectors(frame: 'users' | 'resources', name: string, vector: string): Promise<SavedVectors> {
    return this.#read(frame, { names: { column: name, kind: 'name' }, vectors: { column: vector, kind: 'vector' } });
  }

  async components(frame: 'userComponents' | 'resourceComponents', name: string): Promise<SavedComponents> {
    const components = { column: componentColumn, kind: 'integer' } as const;
    return this.#read(frame, { names: { column: name, kind: 'name' }, components });
  }

  async history(user: string, resource: string) {
    return this.#read('history', {
      users: { column: user, kind: 'name' },
      resources: { column: resource, kind: 'name' },
    });
  }

  async #read<const Requests extends Readonly<Record<string, ColumnRequest>>>(
    frame: keyof typeof frameFolders,
    requests: Requests,
  ) {
    const where = join(this.#folder, frameFolders[frame]);
    return { where, ...(await readFrame(where, { tenants: this.#tenants, ...requests })) };
  }
}

async function readFrame<Requests extends Readonly<Record<string, ColumnRequest>>>(
  folder: string,
  requests: Requests,
): Promise<Columns<Requests>> {
  const frame = Object.fromEntries(Object.keys(requests).map((name): [string, unknown[]] => [name, []]));
  for (const file of await partFiles(folder)) {
    const part = await readColumns(file, await readPart(file), requests);
    for (const [name, values] of Object.entries(part)) {
      for (const value of values) frame[name]!.push(value);
    }
  }
  return frame as Columns<Requests>;
}
