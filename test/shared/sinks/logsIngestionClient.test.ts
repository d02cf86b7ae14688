import { SettingError } from '../../../shared/settings';
import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import { IngestionServer } from './ingestionServer';

describe('logsIngestionClient', () => {
  it.each([
    'http://example.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'ftp://localhost',
    'not a url',
  ])('refuses %s and names the setting', (endpoint) => {
    const connect = () => logsIngestionClient({ endpoint, identity: { kind: 'azureCli' } });
    expect(connect).toThrow(SettingError);
    expect(connect).toThrow('LOGS_INGESTION_ENDPOINT');
  });

  it.each([
    'http://localhost:1',
    'http://127.0.0.1:1',
    'http://127.9.8.7:1',
    'http://[::1]:1',
    'https://x.ingest.monitor.azure.com/',
  ])('accepts %s', (endpoint) => {
    expect(logsIngestionClient({ endpoint, identity: { kind: 'azureCli' } })).toBeDefined();
    expect(logsIngestionClient({ endpoint, identity: { kind: 'systemAssigned' } })).toBeDefined();
  });

  it('posts a compressed JSON array to the rule and stream over plain http, whatever proxy is set', async () => {
    const server = await new IngestionServer().start();
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
    try {
      const client = logsIngestionClient({ endpoint: `${server.endpoint}/`, identity: { kind: 'azureCli' } });
      await client.upload('dcr-1', 'Custom-A_CL', [{ a: 1 }]);
      const [request] = server.requests;
      const url = new URL(request!.path, server.endpoint);
      expect(url.pathname).toBe('/dataCollectionRules/dcr-1/streams/Custom-A_CL');
      expect(url.searchParams.get('api-version')).toBe('2023-01-01');
      expect(request).toMatchObject({ rows: [{ a: 1 }], headers: { 'content-encoding': 'gzip' } });
    } finally {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
      await server.close();
    }
  });
});
