import { AzureCliCredential, ManagedIdentityCredential } from '@azure/identity';
import { azureCredential } from '../../shared/azureCredential';
import { azureIdentity } from '../../shared/azureIdentity';
import { identityCredential } from '../../shared/identityCredential';

describe('in Azure', () => {
  const endpoint = 'http://127.0.0.1:41741/msi/token/';

  it.each([
    { WEBSITE_SITE_NAME: 'byoml' },
    { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: 'h' },
    { WEBSITE_SITE_NAME: 'byoml', IDENTITY_ENDPOINT: endpoint },
  ])('the identity is managed: %j', (environment) => {
    expect(azureIdentity(environment, undefined)).toEqual({ kind: 'systemAssigned' });
    expect(azureIdentity(environment, 'c')).toEqual({ kind: 'userAssigned', clientId: 'c' });
  });
});

describe('on a person’s machine', () => {
  it.each([
    {},
    { WEBSITE_SITE_NAME: '', IDENTITY_ENDPOINT: '' },
    { WEBSITE_HOSTNAME: 'localhost:7071', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' },
    { AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's', AZURE_TENANT_ID: 't' },
  ])('the identity is who ran az login, whatever else is lying about: %j', (environment) => {
    expect(azureIdentity(environment, 'c')).toEqual({ kind: 'azureCli' });
  });
});

it('a credential is of the one identity, never of a chain', () => {
  expect(identityCredential({ kind: 'systemAssigned' }).constructor).toBe(ManagedIdentityCredential);
  expect(identityCredential({ kind: 'userAssigned', clientId: 'c' }).constructor).toBe(ManagedIdentityCredential);
  expect(identityCredential({ kind: 'azureCli' }).constructor).toBe(AzureCliCredential);
});

it('a managed identity asks the token service for the system-assigned one, or for the client id given', async () => {
  const { createServer } = await import('node:http');
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost').searchParams);
    const expires = Math.floor(Date.now() / 1000) + 3600;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token: 'token', expires_on: String(expires), token_type: 'Bearer' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const before = { ...process.env };
  const { port } = server.address() as { port: number };
  Object.assign(process.env, { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: 'header' });
  try {
    for (const clientId of [undefined, '00000000-0000-0000-0000-000000000001']) {
      const credential = azureCredential(azureIdentity(process.env, clientId));
      await credential.getToken('https://storage.azure.com/.default');
    }
  } finally {
    process.env = before;
    await new Promise((resolve) => server.close(resolve));
  }
  expect(asked.map((query) => query.get('client_id'))).toEqual([null, '00000000-0000-0000-0000-000000000001']);
});
