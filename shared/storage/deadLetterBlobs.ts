import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobDownloadResponseParsed, BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { blobRefusal, refusalText } from './blobRefusal';
import {
  type DeadLetterContent,
  type DeadLetterFile,
  DeadLetterFileError,
  FileRefusedError,
  FileTooLargeError,
  maxDeadLetterFileBytes,
} from './deadLetterFile';
import { describeStorageError, isConditionNotMet, statusOf } from './storageErrors';

/**
 * The blobs of dead letters whose names begin with a prefix, in the order of their names, which is the order of time.
 * All of them are listed before the first is read, so that letters parked meanwhile are not among them.
 *
 * @param limitBytes of a blob that is read; it is held in memory whole
 * @throws DeadLetterFileError when the container is not there or cannot be reached
 */
export async function deadLetterBlobs(
  container: ContainerClient,
  prefix = '',
  limitBytes = maxDeadLetterFileBytes,
): Promise<DeadLetterFile[]> {
  const files: DeadLetterFile[] = [];
  try {
    for await (const { name } of container.listBlobsFlat({ prefix })) {
      if (name.endsWith('.jsonl')) files.push(blobFile(container, name, limitBytes));
    }
  } catch (error) {
    throw listingError(container.containerName, error);
  }
  return files;
}

function blobFile(container: ContainerClient, blobName: string, limitBytes: number): DeadLetterFile {
  const name = `${container.containerName}/${blobName}`;
  const blob = container.getBlockBlobClient(blobName);
  return {
    name,
    async read() {
      try {
        return await readBlob(blob, name, limitBytes);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        if (error instanceof DeadLetterFileError) throw error;
        throw accessError(`${name} could not be read`, error);
      }
    },
  };
}

async function readBlob(blob: BlockBlobClient, name: string, limitBytes: number): Promise<DeadLetterContent> {
  const response = await blob.download();
  const { contentLength = 0, etag } = response;
  // A condition on an empty ETag would be none. The client makes sure of it; its types do not say so.
  if (!etag) throw new DeadLetterFileError(`${name} could not be read, as the service gave no ETag.`);
  const stream = response.readableStreamBody as Readable;
  if (contentLength > limitBytes) {
    stream.destroy();
    throw new FileTooLargeError(name, limitBytes);
  }
  const bytes = await buffer(stream);
  return { bytes, refusal: knownRefusal(response), replace: (content) => replaceBlob(blob, etag, content, name) };
}

/**
 * What the service would refuse a change with, by the properties that come with a blob. A policy of the whole container
 * is not among them.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/get-blob#response-headers
 */
function knownRefusal(blob: BlobDownloadResponseParsed): string | undefined {
  if (blob.leaseStatus === 'locked') return refusalText('LeaseIdMissing');
  if (blob.legalHold) return refusalText('BlobImmutableDueToLegalHold');
  const isImmutable = blob.immutabilityPolicyExpiresOn !== undefined && blob.immutabilityPolicyExpiresOn > new Date();
  return isImmutable ? refusalText('BlobImmutableDueToPolicy') : undefined;
}

/** A change whose answer was lost is found to have been made when it is tried again, and is told as a change of somebody. */
async function replaceBlob(blob: BlockBlobClient, etag: string, content: Uint8Array, name: string): Promise<boolean> {
  const conditions = { ifMatch: etag };
  try {
    if (content.length === 0) await blob.delete({ conditions, deleteSnapshots: 'include' });
    else await blob.uploadData(content, { conditions });
    return true;
  } catch (error) {
    if (isConditionNotMet(error) || statusOf(error) === 404) return false;
    throw accessError(`What got through could not be removed from ${name} and may be sent again`, error);
  }
}

function listingError(container: string, cause: unknown): DeadLetterFileError {
  if (statusOf(cause) !== 404) return accessError(`Container ${container} could not be listed`, cause);
  return new DeadLetterFileError(
    `There is no container ${container} in the storage account MODEL_STORAGE: is it named right? Without dead letters there is none.`,
    { cause },
  );
}

function accessError(what: string, cause: unknown): DeadLetterFileError {
  const refusal = blobRefusal(cause);
  if (refusal !== undefined) return new FileRefusedError(`${what} (${refusal}).`, { cause });
  return new DeadLetterFileError(
    `${what} (${describeStorageError(cause)}): check MODEL_STORAGE, and that you hold Storage Blob Data Contributor on it.`,
    { cause },
  );
}
