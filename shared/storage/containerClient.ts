import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { BlobServiceClient, type ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';
import type { BlobConnection } from '../settings';

/** Four tries within about ten seconds: a short hiccup is ridden out, an outage is told while the batch can still wait. */
const RETRY = { maxTries: 4, retryDelayInMs: 500, maxRetryDelayInMs: 4_000, tryTimeoutInMs: 60_000 };

/** A client of one container; nothing is contacted yet. */
export function containerClient(
  connection: BlobConnection,
  container: string,
  options: StoragePipelineOptions = {},
): ContainerClient {
  return serviceClient(connection, { retryOptions: RETRY, ...options }).getContainerClient(container);
}

function serviceClient(connection: BlobConnection, options: StoragePipelineOptions): BlobServiceClient {
  if ('connectionString' in connection) {
    return BlobServiceClient.fromConnectionString(connection.connectionString, options);
  }
  const { serviceUri, clientId } = connection;
  const credential = clientId ? new ManagedIdentityCredential({ clientId }) : new DefaultAzureCredential();
  return new BlobServiceClient(serviceUri, credential, options);
}
