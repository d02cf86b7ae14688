import type { ContainerClient } from '@azure/storage-blob';
import { describeStorageError, statusOf } from '../../../../shared/storage/storageErrors';
import { messageText } from '../../../../shared/text/messageText';
import { absent, type Fact, unknown } from '../fact';

/** Milliseconds in which a container must have told what is asked of it. */
const timeLimit = 60_000;

/** What a container tells; `absent` where there is no such container or blob. */
export async function blobFact<Value>(
  container: ContainerClient,
  read: (container: ContainerClient, abortSignal: AbortSignal) => Promise<Fact<Value>>,
): Promise<Fact<Value>> {
  try {
    return await read(container, AbortSignal.timeout(timeLimit));
  } catch (error) {
    if (statusOf(error) === 404) return absent;
    const problem = `container ${container.containerName} of ${new URL(container.url).host} could not be read`;
    return unknown(messageText(`${problem} (${describeStorageError(error).slice(0, 200)}): ${remedyOf(error)}`));
  }
}

function remedyOf(error: unknown): string {
  const { name = '' } = error as { name?: string };
  if (/Credential|Authentication|TokenTimeout/.test(name)) return 'run az login';
  if (statusOf(error) === 401) return 'sign in again: az login';
  if (statusOf(error) === 403) return 'you need Storage Blob Data Reader on it, and its firewall must let you in';
  return 'check that the storage account can be reached from here';
}
