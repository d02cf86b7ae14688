import { BlobServiceClient, type ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';
import { azureCredential } from '../azureCredential';
import type { BlobConnection } from '../settings';

/** Four tries within about ten seconds: a short hiccup is ridden out, an outage is told while the batch can still wait. */
const retry = { maxTries: 4, retryDelayInMs: 500, maxRetryDelayInMs: 4_000, tryTimeoutInMs: 60_000 };

/** A client of one container; nothing is contacted yet. */
export function containerClient(
  connection: BlobConnection,
  container: string,
  options: StoragePipelineOptions = {},
): ContainerClient {
  return serviceClient(connection, { retryOptions: retry, ...options }).getContainerClient(container);
}

function serviceClient(connection: BlobConnection, options: StoragePipelineOptions): BlobServiceClient {
  if ('connectionString' in connection) {
    return BlobServiceClient.fromConnectionString(connection.connectionString, options);
  }
  return new BlobServiceClient(connection.serviceUri, azureCredential(connection.identity), options);
}
