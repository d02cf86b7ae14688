import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { ActionableError } from '../errors';
import { blobRefusal } from './blobRefusal';
import { creatingContainer } from './creatingContainer';
import { type DeadLetter, encodeDeadLetter } from './deadLetterLine';
import { describeStorageError, isConditionNotMet } from './storageErrors';

/** Milliseconds for storing an invocation's dead letters, retries and their waits included. */
export const parkingLimit = 40_000;

/** Dead letters could not be stored; the batch they belong to has to be tried again. */
export class DeadLetterError extends ActionableError {}

export interface Parking {
  readonly invocationId: string;
  readonly now: Date;
  /** Milliseconds, if that is less than {@link parkingLimit}. */
  readonly timeLeft?: number;
}

/**
 * Stores an invocation's dead letters as one JSON-lines blob, `yyyy/MM/dd/HH/<invocationId>-<hash>.jsonl`. The name
 * is derived from the content, so storing the same letters of an invocation again within the hour changes nothing.
 *
 * @returns the blob's name; undefined when there is nothing to store
 * @throws DeadLetterError
 */
export async function parkMessages(
  container: ContainerClient,
  letters: readonly DeadLetter[],
  { invocationId, now, timeLeft = parkingLimit }: Parking,
): Promise<string | undefined> {
  if (letters.length === 0) return undefined;
  // Line by line: one string of all would take as much memory again, and may not be longer than 2^29 characters.
  const content = Buffer.concat(letters.map((letter) => Buffer.from(encodeDeadLetter(letter))));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const hour = now.toISOString().slice(0, 13).replace(/[-T]/g, '/');
  const name = `${hour}/${invocationId.replace(/[^\w-]/g, '_')}-${hash}.jsonl`;
  // The SDK has none of its own: a connection that hangs would hold the invocation until the host kills the worker.
  const abortSignal = AbortSignal.timeout(Math.max(0, Math.floor(Math.min(parkingLimit, timeLeft))));
  try {
    const options = { abortSignal, conditions: { ifNoneMatch: '*' } };
    await creatingContainer(
      container,
      () => container.getBlockBlobClient(name).uploadData(content, options),
      abortSignal,
    );
  } catch (error) {
    if (!isConditionNotMet(error)) throw deadLetterError(container.containerName, letters.length, error);
  }
  return name;
}

function deadLetterError(container: string, count: number, cause: unknown): DeadLetterError {
  const refusal = blobRefusal(cause);
  const reason =
    refusal === undefined
      ? `(${describeStorageError(cause)}): check that the storage account is reachable and that the app holds Storage Blob Data Contributor on it`
      : `(${refusal})`;
  return new DeadLetterError(`${count} messages could not be parked in container ${container} ${reason}`, { cause });
}
