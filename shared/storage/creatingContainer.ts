import { type ContainerClient, RestError } from '@azure/storage-blob';

/**
 * Writes to a container, and where it is not there yet creates it and writes again. Not the other way round: to create a
 * container takes a right that a signature for one container never gives, and a role on one need not.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/create-service-sas#permissions-for-a-directory-container-or-blob
 */
export async function creatingContainer<Result>(
  container: ContainerClient,
  write: () => Promise<Result>,
  abortSignal?: AbortSignal,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof RestError && error.code === 'ContainerNotFound')) throw error;
  }
  await container.createIfNotExists(abortSignal ? { abortSignal } : {});
  return write();
}
