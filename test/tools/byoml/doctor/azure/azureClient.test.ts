import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AzureClient } from '../../../../../tools/byoml/doctor/azure/azureClient';
import { absent, known } from '../../../../../tools/byoml/doctor/fact';
import { FakeAzure, serviceError, tokenCredential } from '../fakeAzure';

const azure = new FakeAzure();
beforeAll(() => azure.start());
afterAll(() => azure.stop());
beforeEach(() => {
  azure.reset();
  azure.resources = new Map<string, unknown>([
    ['/subscriptions/1/providers/A/b', { name: 'b' }],
    ['/subscriptions/1/providers/A', [1, 2, 3, 4, 5]],
  ]);
});

const path = '/subscriptions/1/providers/A/b';
const why = (text: string | RegExp) => ({ state: 'unknown', why: expect.stringMatching(text) });

it('answers with what the service says', async () => {
  expect(await azure.client().get(path, '2020-01-01')).toEqual(known({ name: 'b' }));
});

it('reads all pages of a list', async () => {
  expect(await azure.client().list('/subscriptions/1/providers/A', '2020-01-01')).toEqual(known([1, 2, 3, 4, 5]));
  expect(azure.requests).toHaveLength(3);
});

it('spells $filter as it is', async () => {
  await azure.client().list(path, '2020-01-01', { $filter: "assignedTo('a b')" });
  expect(azure.requests[0]?.query.get('$filter')).toBe("assignedTo('a b')");
});

it.each([
  [401, 'InvalidAuthenticationToken', /HTTP 401, InvalidAuthenticationToken .*az login --tenant TENANT/],
  [403, 'AuthorizationFailed', /HTTP 403, AuthorizationFailed for \/subscriptions\/1\/providers\/A\/b: .*Reader/],
  [404, 'SubscriptionNotFound', /az account list/],
  [400, 'InvalidSubscriptionId', /az account list/],
  [400, 'BadRequest', /whether the names given are right/],
  [302, 'Found', /HTTP 302/],
])('%s %s is told in a line that says what helps', async (status, code, text) => {
  azure.fault = () => ({ ...serviceError(status, code), headers: { location: `${azure.address}/elsewhere` } });
  expect(await azure.client().get(path, '2020-01-01')).toEqual(why(text));
  expect(azure.requests).toHaveLength(1);
});

it('404 means that there is no such thing', async () => {
  expect(await azure.client().get('/subscriptions/1/providers/A/c', '2020-01-01')).toEqual(absent);
});

it.each([
  [429, /HTTP 429, TooManyRequests .*too many requests/],
  [500, /HTTP 500, TooManyRequests .*service is at fault/],
  [503, /HTTP 503, TooManyRequests .*service is at fault/],
])('%s is tried again, and told when it stays', async (status, text) => {
  const busy = { ...serviceError(status, 'TooManyRequests'), headers: { 'retry-after': '0' } };
  azure.fault = () => (azure.requests.length <= 2 ? busy : undefined);
  expect(await azure.client().get(path, '2020-01-01')).toEqual(known({ name: 'b' }));
  azure.reset();
  azure.fault = () => busy;
  expect(await azure.client().get(path, '2020-01-01')).toEqual(why(text));
  expect(azure.requests).toHaveLength(4);
});

it.each([['<html>sign in</html>'], ['{"name":'], ['']])('an answer that is no JSON is told: %s', async (body) => {
  azure.fault = () => ({ status: 200, body });
  expect(await azure.client().get(path, '2020-01-01')).toEqual(why(/no JSON.*proxy/));
});

it('an error that is none of the service’s is told by its status alone', async () => {
  azure.fault = () => ({ status: 403, body: '<html>\u001b[31m' });
  const fact = await azure.client().get(path, '2020-01-01');
  expect(fact).toEqual(why(/^127\.0\.0\.1:\d+ answered HTTP 403 for \/subscriptions/));
});

it('a service that hangs is given up', async () => {
  azure.fault = () => 'hang';
  const started = Date.now();
  expect(await azure.client({ timeLimit: 300 }).get(path, '2020-01-01')).toEqual(why(/did not answer within 0\.3 s/));
  expect(Date.now() - started).toBeLessThan(5_000);
});

it('a service that is not there is told', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const client = new AzureClient(`http://127.0.0.1:${port}`, {
    credential: tokenCredential,
    scope: 's',
    retryDelay: 1,
  });
  expect(await client.get(path, '2020-01-01')).toEqual(why(/could not be reached .*ECONNREFUSED.*HTTPS_PROXY/));
});

it('the token goes to no other host by way of a next page', async () => {
  const elsewhere = new FakeAzure();
  await elsewhere.start();
  azure.fault = () => ({ status: 200, body: JSON.stringify({ value: [1], nextLink: `${elsewhere.address}/more` }) });
  expect(await azure.client().list(path, '2020-01-01')).toEqual(why(/names a next page .* elsewhere/));
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.stop();
});

it('a list without end is given up', async () => {
  azure.fault = () => ({ status: 200, body: JSON.stringify({ value: [], nextLink: `${azure.address}/again` }) });
  expect(await azure.client().list(path, '2020-01-01')).toEqual(why(/more than 200 pages/));
});

it('a token that is not given is asked for once, and told each time', async () => {
  let asked = 0;
  const getToken = async () => {
    asked++;
    throw Object.assign(new Error('Azure CLI could not be found. Please visit …'), {
      name: 'CredentialUnavailableError',
    });
  };
  const client = new AzureClient(azure.address, { credential: { getToken }, scope: 's' });
  const told = why(/^no token for 127\.0\.0\.1:\d+ \(Azure CLI could not be found\): run az login$/);
  expect([await client.get(path, '1'), await client.get(path, '1'), asked]).toEqual([told, told, 1]);
  expect(azure.requests).toEqual([]);
});

it.each([
  'http://management.azure.com',
  'https://user:secret@management.azure.com',
  'management.azure.com',
])('sends no token to %s', (address) => {
  expect(() => new AzureClient(address, { credential: tokenCredential, scope: 's' })).toThrow(RangeError);
});

it('tells how far this machine’s clock is from the service’s', async () => {
  const client = azure.client();
  expect(client.clockSkew).toBeUndefined();
  azure.clockAhead = 3_600_000;
  await client.get(path, '2020-01-01');
  expect(client.clockSkew! / 60_000).toBeCloseTo(-60, 0);
});
