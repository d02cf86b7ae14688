import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KnownMonitorAudience } from '@azure/monitor-ingestion';
import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import { monitorAudience } from '../../../shared/sinks/monitorAudience';

const { AzurePublicCloud, AzureGovernment, AzureChina } = KnownMonitorAudience;

it.each([
  ['rule-a1b2.westeurope-1.ingest.monitor.azure.com', AzurePublicCloud],
  ['Rule-a1b2.usgovvirginia-1.ingest.monitor.azure.US', AzureGovernment],
  ['rule-a1b2.chinanorth3-1.ingest.monitor.azure.cn', AzureChina],
  ['monitor.azure.com.example.com', undefined],
  ['xmonitor.azure.com', undefined],
  ['127.0.0.1', undefined],
])('a token for %s is for %s', (host, audience) => {
  expect(monitorAudience(host)).toBe(audience);
});

it('the managed identity is asked for a token of the endpoint’s cloud', async () => {
  const asked: (string | null)[] = [];
  const tokenService = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost').searchParams.get('resource'));
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'invalid_request' }));
  });
  await new Promise<void>((resolve) => tokenService.listen(0, '127.0.0.1', resolve));
  const environment = { ...process.env };
  const { port } = tokenService.address() as AddressInfo;
  Object.assign(process.env, { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: 'header' });
  try {
    const endpoint = 'https://rule.usgovvirginia-1.ingest.monitor.azure.us';
    const client = logsIngestionClient({ endpoint, identity: { kind: 'systemAssigned' } });
    await expect(client.upload('dcr-1', 'Custom-A_CL', [{ a: 1 }])).rejects.toThrow();
    expect(asked[0]).toBe('https://monitor.azure.us');
  } finally {
    process.env = environment;
    await new Promise((resolve) => tokenService.close(resolve));
  }
});
