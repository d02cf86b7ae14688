import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SavedModelError } from '../../../shared/detectors/resourceAccess/synapseml/savedModel';

/**
 * The files of a frame, in folders within it too, in the order of their paths. As in Spark, what begins with `_` or `.`
 * is none: `_SUCCESS`, checksums, what a cluster keeps for itself.
 *
 * @throws SavedModelError if the folder cannot be read, holds no file, or is a Delta table, of which some files may be old.
 */
export async function partFiles(folder: string): Promise<string[]> {
  const files = await filesIn(folder, new Set());
  if (files.length > 0) return files;
  throw new SavedModelError(folder, 'holds no Parquet file', 'name the folder AccessAnomalyModel.save wrote');
}

async function filesIn(folder: string, within: ReadonlySet<string>): Promise<string[]> {
  const files: string[] = [];
  try {
    const own = await realpath(folder);
    if (within.has(own)) throw new SavedModelError(folder, 'is a link to a folder it is in', 'remove the link');
    const names = (await readdir(folder)).sort();
    if (names.includes('_delta_log')) {
      throw new SavedModelError(folder, 'is a Delta table', 'save the model with output_format="parquet", the default');
    }
    for (const name of names.filter((candidate) => !/^[_.]/.test(candidate))) {
      const path = join(folder, name);
      if ((await stat(path)).isDirectory()) files.push(...(await filesIn(path, new Set([...within, own]))));
      else files.push(path);
    }
  } catch (cause) {
    if (cause instanceof SavedModelError) throw cause;
    const { code, path = folder } = cause as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : `cannot be read (${code})`;
    throw new SavedModelError(path, problem, 'name the folder AccessAnomalyModel.save wrote', { cause });
  }
  return files;
}
