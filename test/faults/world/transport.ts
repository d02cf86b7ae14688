import { createHttpHeaders, createPipelineRequest, type HttpClient, type HttpMethods } from '@azure/core-rest-pipeline';
import type { HttpHeaders, IHttpClient } from '@azure/storage-blob';
import type { Transport } from '../../../shared/jobs/scoreEventsHandler';
import type { Network, Process } from './network';

/** One process's way to the services, as `scoreEventsHandler` takes it. */
export function transport(network: Network, process: Process): Transport {
  return {
    storage: { httpClient: storageHttpClient(network, process) },
    logsIngestion: { httpClient: network.connect(process) },
  };
}

/** One process's way to storage, as `containerClient` takes it: that SDK still asks for a client of the first generation. */
export function storageHttpClient(network: Network, process: Process): IHttpClient {
  const client = network.connect(process);
  return { sendRequest: (request) => sendFirstGeneration(client, request) };
}

async function sendFirstGeneration(
  client: HttpClient,
  request: Parameters<IHttpClient['sendRequest']>[0],
): ReturnType<IHttpClient['sendRequest']> {
  const { url, body, abortSignal, timeout, streamResponseStatusCodes } = request;
  const response = await client.sendRequest(
    createPipelineRequest({
      url,
      method: request.method as HttpMethods,
      headers: createHttpHeaders(request.headers.toJson()),
      body,
      timeout,
      // The first generation does not say whether plain http is allowed.
      allowInsecureConnection: true,
      ...(abortSignal && { abortSignal }),
      ...(streamResponseStatusCodes && { streamResponseStatusCodes }),
    }),
  );
  // The SDK knows its request again by the one it gave, and reads nothing of the headers but this.
  const headers = { toJson: () => response.headers.toJSON() } as HttpHeaders;
  return { ...response, headers, request };
}
