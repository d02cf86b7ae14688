import { createHash } from 'node:crypto';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { ModelFileError } from '../../shared/detectors/resourceAccess/modelFileError';
import type { GivenParameters } from '../../shared/detectors/resourceAccess/parameters';
import { modelFromFile } from './modelFromFile';

/**
 * The model of a file, for training to start from, and its version as `byoml inspect` tells it; undefined where training
 * by these parameters cannot start from it, or it cannot be read, which is warned of.
 */
export async function modelToStartFrom(file: string, parameters: GivenParameters, warn: (message: string) => void) {
  try {
    const { model, bytes } = await modelFromFile(file);
    const obstacle = resourceAccess.obstacleToStart(model, parameters);
    if (obstacle === null) return { model, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
    warn(`Training does not start from ${file} but anew: ${obstacle}.`);
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    warn(`Training does not start from ${file} but anew: ${error.message}`);
  }
  return undefined;
}
