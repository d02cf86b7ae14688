import { stat } from 'node:fs/promises';
import { deadLetterContainer, type Environment } from '../../../shared/settings';
import { containerClient } from '../../../shared/storage/containerClient';
import { deadLetterBlobs } from '../../../shared/storage/deadLetterBlobs';
import type { DeadLetterFile } from '../../../shared/storage/deadLetterFile';
import { UsageError } from '../command';
import { localDeadLetters } from './localDeadLetters';

/**
 * The files at a place: a local file or folder where there is one, else `CONTAINER` or `CONTAINER/PREFIX` in the model
 * storage.
 *
 * @throws UsageError, SettingError, DeadLetterFileError
 */
export async function findDeadLetters(where: string, environment: Environment): Promise<DeadLetterFile[]> {
  if (await exists(where)) return localDeadLetters(where);
  const [, name = '', prefix = ''] = /^([a-z0-9-]{3,63})(?:\/(.*))?$/s.exec(where) ?? [];
  if (name === '') {
    throw new UsageError(`--dead-letters is "${where}": that is no file or folder here, and no container's name.`);
  }
  const { connection, container } = deadLetterContainer({ ...environment, DEAD_LETTER_CONTAINER: name });
  return deadLetterBlobs(containerClient(connection, container), prefix);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
