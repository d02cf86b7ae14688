import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { ActionableError } from '../errors';
import { describeStorageError, isConditionNotMet } from './storageErrors';

/** A message, or a part of one, that could not be processed, and where it came from. */
export interface DeadLetter {
  /** What went wrong, in one word that can be counted. */
  readonly reason: string;
  /** What went wrong, in a sentence. */
  readonly detail: string;
  readonly partition: string | null;
  readonly sequenceNumber: number | null;
  readonly offset: string | null;
  /** ISO 8601, UTC. */
  readonly enqueuedTime: string | null;
  /** As received, to the byte. */
  readonly body: Uint8Array;
}

/** Dead letters could not be stored; the batch they belong to has to be tried again. */
export class DeadLetterError extends ActionableError {}

/**
 * Stores an invocation's dead letters as one JSON-lines blob, `yyyy/MM/dd/HH/<invocationId>-<hash>.jsonl`. The name
 * is derived from the content, so storing the same letters of an invocation again within the hour changes nothing.
 * A body is written as text where it is UTF-8, as base64 where it is not.
 *
 * @returns the blob's name; undefined when there is nothing to store
 * @throws DeadLetterError
 */
export async function parkMessages(
  container: ContainerClient,
  letters: readonly DeadLetter[],
  { invocationId, now }: { readonly invocationId: string; readonly now: Date },
): Promise<string | undefined> {
  if (letters.length === 0) return undefined;
  const content = Buffer.from(letters.map(encodeLine).join(''));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const hour = now.toISOString().slice(0, 13).replace(/[-T]/g, '/');
  const name = `${hour}/${invocationId.replace(/[^\w-]/g, '_')}-${hash}.jsonl`;
  try {
    await container.createIfNotExists();
    await container.getBlockBlobClient(name).uploadData(content, { conditions: { ifNoneMatch: '*' } });
  } catch (error) {
    if (!isConditionNotMet(error)) throw deadLetterError(container.containerName, letters.length, error);
  }
  return name;
}

function encodeLine({ body, ...letter }: DeadLetter): string {
  const encoding = isUtf8(body) ? 'utf8' : 'base64';
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(encoding);
  return `${JSON.stringify({ ...letter, encoding, body: text })}\n`;
}

function deadLetterError(container: string, count: number, cause: unknown): DeadLetterError {
  return new DeadLetterError(
    `${count} messages could not be parked in container ${container} (${describeStorageError(cause)}): ` +
      'check that the storage account is reachable and that the app holds Storage Blob Data Contributor on it',
    { cause },
  );
}
