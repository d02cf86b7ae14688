import { AnonymousCredential, BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import fc from 'fast-check';
import { checkConnectionString } from '../../shared/storageConnectionString';

const key = 'c2VjcmV0';
const account = `AccountName=a;AccountKey=${key}`;
const signature = `SharedAccessSignature=sv=2026-01-01&se=2026-12-01&sr=c&sp=rl&sig=${key}%3D`;
const azurite = `DefaultEndpointsProtocol=http;${account};BlobEndpoint=http://127.0.0.1:10000/a`;

const accepted = (text: string): string => {
  const checked = checkConnectionString(text);
  return 'connectionString' in checked ? checked.connectionString : `refused: ${checked.refused}`;
};

describe('an account key', () => {
  it.each([
    'http://127.0.0.1:10000/a',
    'https://127.0.0.1:10000/a',
    'http://localhost:10000/a',
    'http://[::1]:10000/a',
    'HTTP://LOCALHOST:10000/a',
    'http://127.1/a',
  ])('is accepted for %s', (endpoint) => {
    const { url, credential } = BlobServiceClient.fromConnectionString(
      accepted(`${account};BlobEndpoint=${endpoint}`),
      {},
    );
    expect(new URL(url).href).toBe(new URL(endpoint).href);
    expect(credential).toBeInstanceOf(StorageSharedKeyCredential);
  });

  it('is accepted of the development account, and of Azurite in any case, order and spacing', () => {
    expect(accepted('UseDevelopmentStorage=true')).toBe('UseDevelopmentStorage=true');
    expect(accepted(' usedevelopmentstorage = True ; ')).toBe('UseDevelopmentStorage=true');
    expect(accepted(` BLOBENDPOINT = http://127.0.0.1:10000/a ;accountkey=${key}; accountName=a;;`)).toBe(azurite);
  });

  it.each([
    `DefaultEndpointsProtocol=https;${account};EndpointSuffix=core.windows.net`,
    `DefaultEndpointsProtocol=http;${account};EndpointSuffix=localhost`,
    `DefaultEndpointsProtocol=http;${account};EndpointSuffix=127.0.0.1/#`,
    account,
    `ACCOUNTKEY = ${key} ; accountname = a ; BlobEndpoint=https://a.blob.core.windows.net`,
    `${account};BlobEndpoint=http://127.0.0.1.evil.com/a`,
    `${account};BlobEndpoint=http://localhost.evil.com/a`,
    `${account};BlobEndpoint=http://localhost:x@evil.com/a`,
    `${account};BlobEndpoint=http://evil.com\\@127.0.0.1/a`,
    `${account};BlobEndpoint=http://evil.com#@127.0.0.1/a`,
    `${account};BlobEndpoint=http://[::ffff:10.0.0.1]/a`,
    `${account};BlobEndpoint=http://0.0.0.0/a`,
    `${account};BlobEndpoint=http://127.0.0.1/a?x`,
    `${account};BlobEndpoint=//127.0.0.1/a`,
    `${azurite};BlobEndpoint=http://evil.com`,
    `${azurite};AccountKey=${key}`,
    `${azurite};${signature}`,
    `${azurite}; BlobEndpointX=http://evil.com`,
    `${azurite};DevelopmentStorageProxyUri=http://evil.com`,
    `UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://evil.com`,
    `UseDevelopmentStorage=true;${account}`,
    `AccountKey=${key};BlobEndpoint=http://127.0.0.1/a`,
  ])('is refused in %s', (text) => {
    expect(checkConnectionString(text)).toEqual({ refused: expect.not.stringMatching(/secret|c2VjcmV0|evil/) });
  });
});

describe('a shared access signature', () => {
  it.each([
    ['https://a.blob.core.windows.net', signature],
    ['https://a.blob.core.windows.net', signature.replace('=sv', '=?sv')],
    ['http://127.0.0.1:10000/a', signature],
  ])('is accepted for %s', (endpoint, given) => {
    const client = BlobServiceClient.fromConnectionString(accepted(`BlobEndpoint=${endpoint};${given}`));
    const { origin, searchParams } = new URL(client.url);
    expect([origin, searchParams.get('sig')]).toEqual([new URL(endpoint).origin, `${key}=`]);
    expect(client.credential).toBeInstanceOf(AnonymousCredential);
  });

  it.each([
    `BlobEndpoint=http://a.blob.core.windows.net;${signature}`,
    `BlobEndpoint=http://127.0.0.1.evil.com;${signature}`,
    `BlobEndpoint=https://a.blob.core.windows.net?${signature}`,
    signature,
    `BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1`,
    `BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sig=${key}&DefaultEndpointsProtocol=&AccountKey=`,
    'BlobEndpoint=https://a.blob.core.windows.net',
    'nonsense',
    '',
  ])('is refused in %s', (text) => {
    expect(checkConnectionString(text)).toEqual({ refused: expect.not.stringMatching(/secret|c2VjcmV0|evil/) });
  });
});

const piece = fc.constantFrom(
  ...['AccountName', 'AccountKey', 'BlobEndpoint', 'SharedAccessSignature', 'DefaultEndpointsProtocol'],
  ...['EndpointSuffix', 'UseDevelopmentStorage', 'DevelopmentStorageProxyUri', 'true', 'a', key, 'http', 'https'],
  ...['://', '127.0.0.1', 'localhost', '[::1]', 'evil.com', '.', '@', '\\', '/', '?', '#', ':1', '&sig=', 'sv=1'],
  ...['=', '=', '=', ';', ';', ';', ' ', '\n', '\t'],
);
const anyString = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
const host = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
const nearlyRight = fc
  .tuple(fc.constantFrom('http://', 'https://', ''), host, fc.constantFrom(account, signature), fc.boolean())
  .map(([scheme, rest, secret, isFirst]) => {
    const endpoint = `BlobEndpoint=${scheme}${rest}`;
    return isFirst ? `${endpoint};${secret}` : `${secret};${endpoint}`;
  });

it('whatever is accepted, the client reads as it was checked: no key and no plain http leaves this machine', () => {
  let clients = 0;
  fc.assert(
    fc.property(fc.oneof(anyString, nearlyRight), (text) => {
      const checked = checkConnectionString(text);
      if ('refused' in checked) return;
      clients++;
      const { url, credential } = BlobServiceClient.fromConnectionString(checked.connectionString);
      const { protocol, hostname } = new URL(url);
      const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
      expect(isLoopback || (protocol === 'https:' && credential instanceof AnonymousCredential)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
  expect(clients).toBeGreaterThan(100);
});
