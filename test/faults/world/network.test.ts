import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isNativeError } from 'node:util/types';
import { createDefaultHttpClient, createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline';
import { BlobService } from './blobService';
import { inVirtualTime } from './inVirtualTime';
import { type Fault, type FaultKind, Network, type Service } from './network';
import { VirtualTime } from './virtualTime';

const START = new Date('2026-01-02T03:04:05.678Z');
const ALIVE = { isAlive: true };
const TEXT = 'ten letters';
const HALF = 'ten l';

/** Answers every address. */
const echo: Service & { served: number } = {
  served: 0,
  hosts: () => true,
  handle(): ReturnType<Service['handle']> {
    this.served += 1;
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(TEXT) };
  },
};
beforeEach(() => {
  echo.served = 0;
});

function faultOf(kind: FaultKind): Fault {
  return { kind, latency: 10, answerLatency: 10 };
}

type Reading =
  | 'text'
  | 'stream'
  | 'stream, aborted in the middle'
  | 'text, aborted after 50 ms'
  | 'aborted before'
  | 'HEAD';

/** What a caller of the client sees, in words that can be compared. */
async function outcome(client: HttpClient, url: string, reading: Reading): Promise<unknown> {
  const controller = new AbortController();
  if (reading === 'aborted before') controller.abort();
  const signal = reading.endsWith('50 ms') ? AbortSignal.timeout(50) : controller.signal;
  const request = createPipelineRequest({
    url,
    method: reading === 'HEAD' ? 'HEAD' : 'GET',
    allowInsecureConnection: true,
    abortSignal: signal,
    ...(reading.startsWith('stream') && { streamResponseStatusCodes: new Set([200]) }),
  });
  try {
    const { status, headers, bodyAsText, readableStreamBody } = await client.sendRequest(request);
    const answer = { status, type: headers.get('Content-Type'), bodyAsText };
    if (!readableStreamBody) return answer;
    const events: string[] = [];
    for (const name of ['data', 'aborted', 'error', 'end']) {
      readableStreamBody.on(name, (detail) => {
        events.push(`${name} ${isNativeError(detail) ? describeError(detail) : (detail ?? '')}`);
        if (name === 'data' && reading.endsWith('middle')) controller.abort();
      });
    }
    await new Promise((resolve) => readableStreamBody.on('close', resolve));
    return { ...answer, events };
  } catch (error) {
    return describeError(error as Error);
  }
}

function describeError(error: Error): string {
  const { name, code, message } = error as Error & { code?: string };
  return `${name} ${code} ${message}`;
}

/** The same in a world where everything has this fault. */
function simulatedOutcome(fault: Fault, url: string, reading: Reading): Promise<unknown> {
  const time = new VirtualTime(START);
  const network = new Network(time, [echo]);
  network.faultFor = () => fault;
  return inVirtualTime(time, () => outcome(network.connect(ALIVE), url, reading));
}

describe('a request ends as it does over a socket', () => {
  const behaviours: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    '/none': (_, response) => head(response).end(TEXT),
    '/lostAnswer': (request) => request.socket.destroy(),
    '/hang': () => {},
    '/slowBody': (_, response) => head(response).write(HALF),
    '/brokenBody': (request, response) => head(response).write(HALF, () => request.socket.destroy()),
  };
  const server = createServer((request, response) => behaviours[request.url!]!(request, response));
  const head = (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': TEXT.length });
  let origin: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each<[FaultKind & string, Reading]>([
    ['none', 'text'],
    ['none', 'stream'],
    ['none', 'HEAD'],
    ['none', 'aborted before'],
    ['lostAnswer', 'text'],
    ['lostAnswer', 'stream'],
    ['hang', 'text, aborted after 50 ms'],
    ['slowBody', 'stream, aborted in the middle'],
    ['brokenBody', 'text'],
    ['brokenBody', 'stream'],
  ])('%s, read as %s', async (kind, reading) => {
    const url = `${origin}/${kind}`;
    const real = await outcome(createDefaultHttpClient(), url, reading);
    expect(await simulatedOutcome(faultOf(kind), url, reading)).toEqual(real);
  });

  it('unreachable', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/`;
    await new Promise((resolve) => closed.close(resolve));
    const real = await outcome(createDefaultHttpClient(), url, 'text');
    expect(real).toContain('ECONNREFUSED');
    expect(await simulatedOutcome(faultOf('unreachable'), url, 'text')).toEqual(real);
  });

  it('of plain http that is not allowed', async () => {
    const request = () => createPipelineRequest({ url: `${origin}/none` });
    const real = await createDefaultHttpClient().sendRequest(request()).catch(String);
    const network = new Network(new VirtualTime(START), [echo]);
    expect(await network.connect(ALIVE).sendRequest(request()).catch(String)).toEqual(real);
  });
});

describe('the simulated network', () => {
  it.each<[FaultKind, number, string]>([
    ['none', 1, '200'],
    ['lostRequest', 0, 'RestError ECONNRESET socket hang up'],
    ['lostAnswer', 1, 'RestError ECONNRESET socket hang up'],
    ['hang', 0, 'Rejecting from abort signal callback'],
    ['slowBody', 1, 'RestError PARSE_ERROR Error reading response as text: aborted'],
    ['brokenBody', 1, 'RestError PARSE_ERROR Error reading response as text: aborted'],
    ['unreachable', 0, 'RestError ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1'],
    [{ answer: { status: 503, headers: { 'retry-after': '7' }, body: 'busy' } }, 0, '"status":503,"bodyAsText":"busy"'],
  ])('under %j serves a request %i times, and the client, who has 50 ms, sees %s', async (kind, served, seen) => {
    const end = await simulatedOutcome(faultOf(kind), 'http://127.0.0.1:1/', 'text, aborted after 50 ms');
    expect(JSON.stringify(end)).toContain(seen);
    expect(echo.served).toBe(served);
  });

  it('serves a request whose client has given up', async () => {
    const late: Fault = { kind: 'none', latency: 60, answerLatency: 10 };
    const time = new VirtualTime(START);
    const network = new Network(time, [echo]);
    network.faultFor = () => late;
    await inVirtualTime(time, async () => {
      await outcome(network.connect(ALIVE), 'http://127.0.0.1:1/', 'text, aborted after 50 ms');
      expect(echo.served).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(echo.served).toBe(1);
    });
  });

  it('knows no service at an address that none hosts', async () => {
    const time = new VirtualTime(START);
    const network = new Network(time, [new BlobService()]);
    const end = await inVirtualTime(time, () => outcome(network.connect(ALIVE), 'http://nowhere/', 'text'));
    expect(end).toBe('RestError ENOTFOUND getaddrinfo ENOTFOUND nowhere');
  });

  it('neither sends what a dead process asks for nor tells it anything', async () => {
    const time = new VirtualTime(START);
    const network = new Network(time, [echo]);
    const process = { isAlive: true };
    const client = network.connect(process);
    const ends: unknown[] = [];
    time.install();
    for (const reading of ['text', 'text, aborted after 50 ms'] as const) {
      outcome(client, 'http://127.0.0.1:1/', reading).then((end) => ends.push(end));
    }
    await time.settle();
    process.isAlive = false;
    outcome(client, 'http://127.0.0.1:1/', 'text').then((end) => ends.push(end));
    while (await time.advance()) {}
    time.uninstall();
    expect(ends).toEqual([]);
    expect(echo.served).toBe(2);
  });
});
