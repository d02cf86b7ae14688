import { readFile } from 'node:fs/promises';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { ModelFileError } from '../../shared/detectors/resourceAccess/modelFileError';

/** Reads a model file. @throws ModelFileError naming the file when it is damaged or of another format. */
export async function modelFromFile(file: string) {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ModelFileError(file, `cannot be read (${cause.code})`, 'name a model file', { cause });
  });
  return { ...resourceAccess.decode(bytes, file), bytes };
}
