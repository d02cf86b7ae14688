import { bearerTokenAuthenticationPolicy, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { LogsIngestionClient } from '@azure/monitor-ingestion';
import { PromptCredential, TokenTimeoutError } from '../../shared/promptCredential';
import { deliverRows } from '../../shared/sinks/deliverRows';

const scope = 'https://monitor.azure.com/.default';
const never = () => new Promise<AccessToken>(() => {});
const minutes = (count: number) => Date.now() + count * 60_000;

/** Answers one call after the other as given. */
function answering(...answers: (() => Promise<AccessToken>)[]): TokenCredential & { readonly calls: () => number } {
  let calls = 0;
  return { getToken: () => answers[calls++]!(), calls: () => calls };
}
const token = (text: string, lifeMinutes: number) => async () => ({
  token: text,
  expiresOnTimestamp: minutes(lifeMinutes),
});
const failure = () => Promise.reject(new Error('the token service is down'));

afterEach(() => jest.useRealTimers());

it('keeps a token until five minutes before its end', async () => {
  jest.useFakeTimers();
  const source = answering(token('one', 60), token('two', 60));
  const credential = new PromptCredential(source);
  const got = [];
  for (const wait of [0, 54, 2]) {
    jest.advanceTimersByTime(wait * 60_000);
    got.push((await credential.getToken(scope))?.token);
  }
  expect(got).toEqual(['one', 'one', 'two']);
});

it('asks anew for another scope, tenant or claim', async () => {
  const credential = new PromptCredential(answering(token('one', 60), token('two', 60), token('three', 60)));
  const ask = async (...request: Parameters<TokenCredential['getToken']>) =>
    (await credential.getToken(...request))?.token;
  expect(await ask(scope)).toBe('one');
  expect(await ask('https://storage.azure.com/.default')).toBe('two');
  expect(await ask('https://storage.azure.com/.default', { claims: 'c' })).toBe('three');
});

it('gives up on a service that does not answer, and asks anew the next time', async () => {
  const credential = new PromptCredential(answering(never, token('one', 60)), 20);
  await expect(credential.getToken(scope)).rejects.toThrow(TokenTimeoutError);
  expect((await credential.getToken(scope))?.token).toBe('one');
});

it('goes on with a token that still holds while the service is down, and fails when it has ended', async () => {
  jest.useFakeTimers();
  const credential = new PromptCredential(answering(token('one', 3), failure, failure));
  expect((await credential.getToken(scope))?.token).toBe('one');
  expect((await credential.getToken(scope))?.token).toBe('one');
  jest.advanceTimersByTime(180_000);
  await expect(credential.getToken(scope)).rejects.toThrow(/is down/);
});

it('leaves nothing to renew in the background, where a failure that nobody hears would end the process', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  const source = answering(token('one', 1), ...Array<typeof failure>(99).fill(failure));
  const policy = bearerTokenAuthenticationPolicy({ credential: new PromptCredential(source), scopes: scope });
  const send = () =>
    policy.sendRequest(createPipelineRequest({ url: 'https://x.example' }), async (request) => ({
      request,
      status: 200,
      headers: createHttpHeaders(),
    }));
  await send();
  await send();
  const calls = source.calls();
  await jest.advanceTimersByTimeAsync(300_000);
  expect(source.calls()).toBe(calls);
  await expect(send()).rejects.toThrow(/is down/);
});

it('a token service that never answers is an outage for a delivery, and not its end', async () => {
  const client = new LogsIngestionClient('https://x.example', new PromptCredential({ getToken: never }, 50));
  const { error } = await deliverRows(client, { ruleId: 'dcr-1', stream: 'Custom-A_CL' }, [{ id: 1 }]);
  expect(error).toMatchObject({ undelivered: [{ id: 1 }], message: expect.stringMatching(/no token came within/) });
});
