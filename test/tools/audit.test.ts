import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(__dirname, '../..');
let answer: (response: ServerResponse) => void;
let registry: Server;
let cache: string;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'npm-cache-'));
  registry = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') answer(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});
// npm keeps what it has learned of an advisory.
afterEach(() => rm(cache, { recursive: true, force: true }));
afterAll(() => registry.close());

const advisories = (body: object) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};

async function audit(address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`) {
  const env = { ...process.env, npm_config_registry: address, npm_config_fetch_retries: '0', npm_config_cache: cache };
  const child = spawn(process.execPath, ['tools/audit.js'], { cwd: root, env });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await exited, stdout, stderr };
}

it('passes where nothing is known', async () => {
  answer = advisories({});
  expect(await audit()).toEqual({
    exitCode: 0,
    stdout: 'npm audit: nothing known of what the app runs on\n',
    stderr: '',
  });
});

it.each([
  ['high', 1],
  ['critical', 1],
  ['low', 0],
])('names a weakness that is %s, and exits with %d', async (severity, exitCode) => {
  const advisory = { id: 1, url: 'https://example.com/1', title: 't', severity, vulnerable_versions: '*' };
  answer = advisories({ 'ml-matrix': [advisory] });
  const result = await audit();
  expect(result).toMatchObject({ exitCode, stdout: expect.stringMatching(`ml-matrix \\(${severity}\\)`) });
});

it.each([405, 404, 403, 500])('goes on, and says so in one line, where the registry answers %d', async (status) => {
  answer = (response) => response.writeHead(status).end();
  const { exitCode, stdout } = await audit();
  expect({ exitCode, lines: stdout.trim().split('\n').length }).toEqual({ exitCode: 0, lines: 1 });
  expect(stdout).toMatch(/nothing was checked, the registry does not answer \(.*\b\d{3}\b/);
});

it('goes on, and says so, where there is no registry', async () => {
  expect(await audit('http://127.0.0.1:9')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/nothing was checked.*ECONNREFUSED/),
  });
});
