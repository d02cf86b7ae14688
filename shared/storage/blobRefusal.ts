import { RestError } from '@azure/storage-blob';

/**
 * Why the service refuses something for one blob and would not for the next one, with the remedy; undefined for any
 * other error. A refusal because of the container or the account (`ContainerBeingDeleted`) is not one.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
 */
export function blobRefusal(error: unknown): string | undefined {
  const { code = '', statusCode = 0 } = error instanceof RestError ? error : {};
  if ((statusCode !== 409 && statusCode !== 412) || !/^(Blob|Lease|PendingCopy)/.test(code)) return undefined;
  return refusalText(code);
}

/**
 * @param code of the service
 * @example 'LeaseIdMissing: break the lease (az storage blob lease break), or wait for its end'
 */
export function refusalText(code: string): string {
  if (code.startsWith('Lease')) return `${code}: break the lease (az storage blob lease break), or wait for its end`;
  if (!code.startsWith('BlobImmutable')) return `${code}: change the blob's state, or download it and replay the file`;
  return `${code}: dead letters have to be removable, so take the immutability policy or legal hold off this container`;
}
