import { containerClient } from '../../../shared/storage/containerClient';

describe('containerClient', () => {
  it('uses a connection string, or a service URI with an identity', () => {
    const connectionString =
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aGVsbG8=;BlobEndpoint=http://127.0.0.1:9/a;';
    expect(containerClient({ connectionString }, 'models').url).toBe('http://127.0.0.1:9/a/models');
    const serviceUri = 'https://a.blob.core.windows.net';
    for (const kind of ['systemAssigned', 'azureCli'] as const) {
      const client = containerClient({ serviceUri, identity: { kind } }, 'models');
      expect(client.url).toBe('https://a.blob.core.windows.net/models');
      expect(client.credential).toHaveProperty('getToken');
    }
  });
});
