import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import { LogsIngestionClient, type LogsIngestionClientOptions } from '@azure/monitor-ingestion';
import { type LogsIngestionSettings, SettingError } from '../settings';

/**
 * A client of the Logs Ingestion API; nothing is contacted yet. Plain http is spoken with a loopback address only,
 * and no token is asked for there.
 *
 * @throws {SettingError} when the endpoint is not a URL, or is plain http elsewhere
 */
export function logsIngestionClient(
  { endpoint, clientId }: Pick<LogsIngestionSettings, 'endpoint' | 'clientId'>,
  options: LogsIngestionClientOptions = {},
): LogsIngestionClient {
  const { protocol, hostname, host, pathname } = parseEndpoint(endpoint);
  const address = `https://${host}${pathname.replace(/\/+$/, '')}`;
  if (protocol === 'https:') {
    const credential = clientId ? new ManagedIdentityCredential({ clientId }) : new DefaultAzureCredential();
    return new LogsIngestionClient(address, credential, options);
  }
  if (protocol === 'http:' && isLoopback(hostname)) return loopbackClient(address, options);
  throw endpointError(endpoint);
}

/** The SDK sends a bearer token over https only, so it is told https and its requests are turned to http at the end. */
function loopbackClient(address: string, options: LogsIngestionClientOptions): LogsIngestionClient {
  const client = new LogsIngestionClient(address, LOCAL_CREDENTIAL, options);
  client.pipeline.removePolicy({ name: 'proxyPolicy' });
  client.pipeline.addPolicy(
    {
      name: 'loopbackHttp',
      sendRequest: (request, next) =>
        next({ ...request, url: request.url.replace(/^https:/, 'http:'), allowInsecureConnection: true }),
    },
    { afterPhase: 'Sign' },
  );
  return client;
}

const LOCAL_CREDENTIAL: TokenCredential = {
  getToken: async () => ({ token: 'local', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parseEndpoint(endpoint: string): URL {
  try {
    return new URL(endpoint);
  } catch (cause) {
    throw endpointError(endpoint, cause);
  }
}

function endpointError(endpoint: string, cause?: unknown): SettingError {
  return new SettingError(
    `LOGS_INGESTION_ENDPOINT is ${JSON.stringify(endpoint)}: give the https:// address of the data collection endpoint ` +
      'or of the direct data collection rule (http:// is accepted for loopback addresses only)',
    { cause },
  );
}
