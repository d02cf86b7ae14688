import type { TokenCredential } from '@azure/identity';
import { LogsIngestionClient, type LogsIngestionClientOptions } from '@azure/monitor-ingestion';
import { azureCredential } from '../azureCredential';
import { ingestionEndpoint, type LogsIngestionSettings } from '../settings';
import { monitorAudience } from './monitorAudience';

/**
 * A client of the Logs Ingestion API; nothing is contacted yet. Plain http is spoken with a loopback address only,
 * and no token is asked for there.
 *
 * @throws SettingError when the endpoint is not a URL, or is plain http elsewhere
 */
export function logsIngestionClient(
  { endpoint, identity }: Pick<LogsIngestionSettings, 'endpoint' | 'identity'>,
  options: LogsIngestionClientOptions = {},
): LogsIngestionClient {
  const { protocol, host, pathname } = ingestionEndpoint(endpoint);
  const address = `https://${host}${pathname.replace(/\/+$/, '')}`;
  if (protocol === 'http:') return loopbackClient(address, options);
  const audience = monitorAudience(host);
  return new LogsIngestionClient(address, azureCredential(identity), { ...(audience && { audience }), ...options });
}

/** The SDK sends a bearer token over https only, so it is told https and its requests are turned to http at the end. */
function loopbackClient(address: string, options: LogsIngestionClientOptions): LogsIngestionClient {
  const client = new LogsIngestionClient(address, localCredential, options);
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

const localCredential: TokenCredential = {
  getToken: async () => ({ token: 'local', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};
