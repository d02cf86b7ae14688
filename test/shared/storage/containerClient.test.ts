import { containerClient } from '../../../shared/storage/containerClient';

describe('containerClient', () => {
  it('uses a connection string, or a service URI with an identity', () => {
    const connectionString =
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aGVsbG8=;BlobEndpoint=http://127.0.0.1:9/a;';
    expect(containerClient({ connectionString }, 'models').url).toBe('http://127.0.0.1:9/a/models');
    const serviceUri = 'https://a.blob.core.windows.net';
    for (const clientId of [undefined, '00000000-0000-0000-0000-000000000000']) {
      const client = containerClient({ serviceUri, clientId }, 'models');
      expect(client.url).toBe('https://a.blob.core.windows.net/models');
      expect(client.credential).toHaveProperty('getToken');
    }
  });
});
