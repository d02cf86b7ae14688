import { RestError } from '@azure/storage-blob';

/** The HTTP status a storage call ended with; undefined when no answer came, or the error is of another kind. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RestError ? error.statusCode : undefined;
}

/**
 * Whether a conditional write lost: to an ETag that changed, or to a blob that was not to exist yet. By the code, as
 * other refusals share the statuses 412 and 409 (`LeaseIdMissing`, `ContainerBeingDeleted`) and say nothing of the blob.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
 */
export function isConditionNotMet(error: unknown): boolean {
  return error instanceof RestError && ['ConditionNotMet', 'BlobAlreadyExists'].includes(error.code ?? '');
}

/** One line for a person: the service's error code and status, or the first line of the message. */
export function describeStorageError(error: unknown): string {
  if (error instanceof RestError && error.statusCode !== undefined) {
    return [error.code, `HTTP ${error.statusCode}`].filter(Boolean).join(', ');
  }
  const [firstLine = ''] = String(error instanceof Error ? error.message || error.name : error).split('\n');
  return firstLine;
}
