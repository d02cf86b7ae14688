import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { copyPublishedApp, publishedFiles } from '../support/publishedApp';

const bundles = ['app.js', 'gatherCasesHandler.cjs', 'identityCredential.cjs', 'retrainModels.cjs'];
const root = join(__dirname, '../..');
const bundleText = (name: string) => readFileSync(join(root, 'dist/functions', name), 'utf8');

it('what is published is the bundles, the licences of what is in them, and what tells the host of them', () => {
  expect(publishedFiles()).toEqual(
    [
      ...['THIRD-PARTY-NOTICES.txt', ...bundles].map((file) => `dist/functions/${file}`),
      'host.json',
      'package.json',
    ].sort(),
  );
});

it.each(bundles)('%s asks for nothing but modules of Node.js, the worker’s, and other bundles', (name) => {
  const asked = [...bundleText(name).matchAll(/\brequire\("([^"]+)"\)/g)].map(([, id]) => id!);
  expect(asked.length).toBeGreaterThan(10);
  const foreign = asked.filter((id) => !isBuiltin(id) && id !== '@azure/functions-core');
  expect(foreign.filter((id) => !(id.startsWith('./') && bundles.includes(basename(id))))).toEqual([]);
});

it('the licence of each package in the bundles is published with them', () => {
  const notices = bundleText('THIRD-PARTY-NOTICES.txt').split(/\n-{80}\n\n/);
  const names = bundles.flatMap((name) =>
    [...bundleText(name).matchAll(/^ *\/\/ .*node_modules\/((?:@[^/]+\/)?[^/]+)\/\S+$/gm)].map(([, found]) => found!),
  );
  expect(new Set(names).size).toBeGreaterThan(30);
  for (const name of new Set(names)) {
    const notice = notices.find((text) => text.startsWith(`${name} `));
    expect(notice).toMatch(/permission|redistribution|license/i);
    expect(notice!.length).toBeGreaterThan(500);
  }
});

/** What the app registers, which asks for the worker's module when it is loaded. */
const handlers = new Map<string, (input: unknown, context: object) => Promise<void>>();
jest.mock(
  '@azure/functions-core',
  () => ({
    version: '4.0.0',
    setProgrammingModel: () => {},
    registerFunction: ({ name }: { name: string }, handler: () => Promise<void>) => handlers.set(name, handler),
    registerHook: () => ({ dispose: () => {} }),
    log: () => {},
  }),
  { virtual: true },
);

describe('in a folder where no package can be found', () => {
  const asked: (string | null)[] = [];
  const tokenService = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost').searchParams.get('resource'));
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'invalid_request', error_description: 'no such identity' }));
  });
  const context = { functionName: 'f', log: () => {}, warn: () => {}, extraOutputs: new Map() };
  const environment = { ...process.env };
  let folder: string;

  beforeAll(async () => {
    folder = copyPublishedApp();
    await new Promise<void>((resolve) => tokenService.listen(0, '127.0.0.1', resolve));
    const { port } = tokenService.address() as AddressInfo;
    Object.assign(process.env, {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: 'header',
      EXPORT_STORAGE__blobServiceUri: 'https://exports.invalid',
      MODEL_STORAGE__blobServiceUri: 'https://models.invalid',
    });
    require(join(folder, 'dist/functions/app.js'));
  });
  afterAll(async () => {
    process.env = environment;
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => tokenService.close(resolve));
  });
  beforeEach(() => {
    asked.length = 0;
  });

  it.each([
    ['scoreEvents', [Buffer.from('{"records":[]}')], /could not be read/],
    ['gatherCases', {}, /could not be read/],
    ['retrainModels', {}, /exported rows/],
  ])('%s loads, and signs in as the managed identity', async (name, input, message) => {
    await expect(handlers.get(name)!(input, context)).rejects.toThrow(message);
    expect(asked[0]).toBe('https://storage.azure.com');
  });
});
