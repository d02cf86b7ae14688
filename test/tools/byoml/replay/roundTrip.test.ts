import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { type EventHubs, startEventHubs } from '../../../../tools/local/eventHubs/startEventHubs';
import { type FunctionHostProcess, startFunctionHostProcess } from '../../../../tools/local/functionHostClient';
import { fileShareRow } from '../../../shared/events/rows';
import { IngestionServer, serviceError } from '../../../shared/sinks/ingestionServer';
import { blobNames, readText, StorageFixture } from '../../../shared/storage/storageFixture';
import { byoml } from '../../../support/byoml';
import { publishSmallModel } from './smallModel';

/** The built app in a process of its own, and the command in another. */
const app = join(__dirname, '../../../..');
const hub = 'am-securityevent';
const storage = new StorageFixture();
const ingestion = new IngestionServer();
let hubs: EventHubs;
let producer: EventHubProducerClient;
let functions: FunctionHostProcess;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-replay-'));
  hubs = await startEventHubs({ port: 0, hub, partitions: 2, consumerGroups: ['byoml-scorer'] });
  producer = new EventHubProducerClient(hubs.connectionString, hub);
  await Promise.all([storage.start(), ingestion.start()]);
  await publishSmallModel(storage.client('models'));
  const settings = {
    AzureWebJobsStorage: storage.connectionString,
    EVENTHUB: hubs.connectionString,
    EXPORT_STORAGE: storage.connectionString,
    MODEL_STORAGE: storage.connectionString,
    LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ Values: settings }));
  functions = await startFunctionHostProcess({
    folder: app,
    env: settings,
    onLog: () => {},
    execArgv: ['--require', join(app, 'test/tools/local/registerTypeScript.js')],
  });
});
afterAll(async () => {
  await producer.close();
  await functions?.close();
  await Promise.all([storage.stop(), ingestion.close(), hubs.close(), rm(folder, { recursive: true })]);
});

function messageOf(...accounts: string[]): Buffer {
  const records = accounts.map((account) => fileShareRow({ Account: account, _ItemId: account }));
  return Buffer.from(JSON.stringify({ records }));
}

const deadLetters = () => storage.client('dead-letters');

async function parkedReasons(): Promise<string[]> {
  const contents = await Promise.all((await blobNames(deadLetters())).map((name) => readText(deadLetters(), name)));
  const lines = contents.join('').trim().split('\n');
  return lines.map((line) => JSON.parse(line).reason).sort();
}

const findings = () => ingestion.requests.flatMap(({ rows }) => rows.map(({ RecordId }) => String(RecordId)));

it.each([
  'hub',
  'scorer',
])('makes the findings of a parked message under the same RecordId again, by way of the %s', async (target) => {
  ingestion.reset();
  ingestion.answer = ({ rows }) =>
    rows.some(({ User }) => User === 'contoso\\mallory') ? serviceError(400, 'BadRow', 'no') : { status: 204 };
  await producer.sendBatch(
    [
      { body: messageOf('CONTOSO\\alice', 'CONTOSO\\mallory') },
      { body: messageOf('CONTOSO\\bob') },
      { body: Buffer.from('no JSON') },
    ],
    { partitionId: '0' },
  );
  await functions.idle();
  const first = new Set(findings());
  expect(first.size).toBe(3);
  expect(await parkedReasons()).toEqual(['notJson', 'refused']);

  ingestion.reset();
  const words = ['--settings', join(folder, 'settings.json'), '--dead-letters', 'dead-letters', '--to', target];
  expect(await byoml('replay', ...words)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^2 letters read = 1 [a-z ]+ \+ 1 kept \(notJson 1\)\n$/),
  });
  await functions.idle();
  const again = new Set(findings());
  expect(again.size).toBe(2);
  expect([...first]).toEqual(expect.arrayContaining([...again]));
  expect(await parkedReasons()).toEqual(['notJson']);
  for (const name of await blobNames(deadLetters())) await deadLetters().deleteBlob(name);
}, 60_000);
