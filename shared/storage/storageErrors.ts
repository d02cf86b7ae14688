import { RestError } from '@azure/storage-blob';

/** The HTTP status a storage call ended with; undefined when no answer came, or the error is of another kind. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RestError ? error.statusCode : undefined;
}

/** Whether a conditional write lost: 412 for an ETag that changed, 409 for a blob that was not to exist yet. */
export function isConditionNotMet(error: unknown): boolean {
  const status = statusOf(error);
  return status === 412 || (status === 409 && (error as RestError).code === 'BlobAlreadyExists');
}

/** One line for a person: the service's error code and status, or the first line of the message. */
export function describeStorageError(error: unknown): string {
  if (error instanceof RestError && error.statusCode !== undefined) {
    return [error.code, `HTTP ${error.statusCode}`].filter(Boolean).join(', ');
  }
  const [firstLine = ''] = String(error instanceof Error ? error.message || error.name : error).split('\n');
  return firstLine;
}
