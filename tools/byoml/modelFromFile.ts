import { readFile } from 'node:fs/promises';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';

/** Reads a model file. @throws ModelFileError naming the file when it is damaged or of another format. */
export async function modelFromFile(file: string) {
  const bytes = await readFile(file);
  return { ...resourceAccess.decode(bytes, file), bytes };
}
