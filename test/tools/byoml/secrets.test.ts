import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeDeadLetter } from '../../../shared/storage/deadLetterLine';
import { fileShareRow } from '../../shared/events/rows';
import { byoml } from '../../support/byoml';

const secrets = {
  accountKey: Buffer.from('recognisable-account-key').toString('base64'),
  signature: 'recognisable-signature-c2lnbmF0dXJl',
  eventHubKey: 'recognisable-event-hub-key',
  bearer: 'recognisable.bearer.token',
};
const key = `AccountName=a;AccountKey=${secrets.accountKey}`;
const signature = `SharedAccessSignature=sv=2026-01-01&sig=${secrets.signature}`;
const hubKey = `SharedAccessKeyName=n;SharedAccessKey=${secrets.eventHubKey}`;

const folder = mkdtempSync(join(tmpdir(), 'byoml-secrets-'));
const letters = join(folder, 'letters.jsonl');
let refusing: Server;
let address: string;

beforeAll(async () => {
  const body = Buffer.from(JSON.stringify({ records: [fileShareRow()] }));
  const place = { partition: '0', sequenceNumber: 1, offset: '1', enqueuedTime: '2026-11-20T08:00:00Z' };
  writeFileSync(letters, encodeDeadLetter({ reason: 'refused', detail: 'd', ...place, body }));
  refusing = createServer(({ method, url, headers }, response) => {
    const message = `${method} ${url}\n${headers.authorization}\nAuthorization: Bearer ${secrets.bearer}`;
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 'Forbidden', message } }));
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(refusing.address() as AddressInfo).port}`;
});
afterAll(async () => {
  refusing.closeAllConnections();
  await new Promise((resolve) => refusing.close(resolve));
  rmSync(folder, { recursive: true });
});

const sink = () => ({ LOGS_INGESTION_ENDPOINT: `http://${address}`, LOGS_INGESTION_RULE_ID: 'dcr-1' });

it.each<[string, string, string, () => Record<string, string>, RegExp]>([
  [
    'storage refuses',
    'dead-letters',
    'hub',
    () => ({ MODEL_STORAGE: `BlobEndpoint=http://${address}/a;${signature}` }),
    /403/,
  ],
  [
    'storage refuses a key',
    'dead-letters',
    'hub',
    () => ({ MODEL_STORAGE: `${key};BlobEndpoint=http://${address}/a` }),
    /403/,
  ],
  [
    'an account key is set',
    'dead-letters',
    'hub',
    () => ({ MODEL_STORAGE: `${key};EndpointSuffix=core.windows.net` }),
    /holds an account key/,
  ],
  [
    'the scorer’s storage refuses',
    letters,
    'scorer',
    () => ({ ...sink(), MODEL_STORAGE: `BlobEndpoint=http://${address}/a;${signature}` }),
    /403/,
  ],
  [
    'the hub’s endpoint is missing',
    letters,
    'hub',
    () => ({ EVENTHUB: hubKey }),
    /EVENTHUB is missing or holds no Endpoint/,
  ],
  [
    'the hub’s key has no name',
    letters,
    'hub',
    () => ({ EVENTHUB: `Endpoint=sb://127.0.0.1:9;SharedAccessKey=${secrets.eventHubKey}` }),
    /SharedAccessKeyName/,
  ],
  [
    'the emulator is elsewhere',
    letters,
    'hub',
    () => ({ EVENTHUB: `Endpoint=sb://example.com;${hubKey};UseDevelopmentEmulator=true` }),
    /loopback/,
  ],
  ['a key stands for a name', letters, 'hub', () => ({ EVENTHUB__fullyQualifiedNamespace: hubKey }), /is no host name/],
])('byoml replay says no secret where %s', async (_title, where, to, values, problem) => {
  const settings = join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify({ Values: values() }));
  const { exitCode, stdout, stderr } = await byoml(
    'replay',
    '--dead-letters',
    where,
    '--to',
    to,
    '--settings',
    settings,
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(problem) });
  const said = Object.entries(secrets).filter(([, secret]) => (stdout + stderr).includes(secret));
  expect({ said, stdout, stderr }).toMatchObject({ said: [] });
});
