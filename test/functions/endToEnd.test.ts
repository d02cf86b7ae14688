import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../../tools/local/azurite';
import { type EventHubs, startEventHubs } from '../../tools/local/eventHubs/startEventHubs';
import type { HostLogEntry } from '../../tools/local/functionHost/hostLog';
import { type FunctionHostProcess, startFunctionHostProcess } from '../../tools/local/functionHostClient';
import { sampleDataset } from '../../tools/sample/dataset';
import { exportRows } from '../../tools/start/exportRows';
import { IngestionServer } from '../shared/sinks/ingestionServer';
import { blobNames, readText } from '../shared/storage/storageFixture';
import { copyPublishedApp } from '../support/publishedApp';

/**
 * The app as it is published, in a folder of its own where no package can be found, on real protocols; the functions run
 * in a process of their own.
 */
const app = copyPublishedApp();
const now = new Date();
const { trainingDays, stream, planted } = sampleDataset({
  seed: 3,
  day: new Date(now.getTime() - 86_400_000),
  trainingDays: 12,
  plantedAccesses: 1,
});

let azurite: Azurite;
let hubs: EventHubs;
let ingestion: IngestionServer;
let functions: FunctionHostProcess;
const logs: HostLogEntry[] = [];

const accounts = (name: string) =>
  logs
    .filter((entry) => entry.function === name && entry.message.startsWith('{'))
    .map(({ message }) => JSON.parse(message));

beforeAll(async () => {
  [azurite, hubs, ingestion] = await Promise.all([
    startAzurite({ port: 0 }),
    startEventHubs({ port: 0, hub: 'am-securityevent', partitions: 2, consumerGroups: ['byoml-scorer'] }),
    new IngestionServer().start(),
  ]);
  functions = await startFunctionHostProcess({
    folder: app,
    env: {
      AzureWebJobsStorage: azurite.connectionString,
      EVENTHUB: hubs.connectionString,
      EXPORT_STORAGE: azurite.connectionString,
      MODEL_STORAGE: azurite.connectionString,
      LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
      LOGS_INGESTION_RULE_ID: 'dcr-1',
      LOOKBACK_DAYS: '30',
      CASE_DAYS: '5',
      // The test tells when.
      CASE_SCHEDULE: '0 0 0 1 1 *',
      DAILY_BUDGET: '1e9',
    },
    onLog: (entry) => logs.push(entry),
    execArgv: ['--require', join(__dirname, '../tools/local/registerTypeScript.js')],
  });
});
afterAll(async () => {
  await functions?.close();
  await Promise.all([azurite.close(), hubs.close(), ingestion.close()]);
  rmSync(app, { recursive: true });
});

it('retrainModels without exported rows fails clearly, and may run late', async () => {
  await BlobServiceClient.fromConnectionString(azurite.connectionString).createContainer('am-securityevent');
  const outcome = await functions.runTimer('retrainModels', { isPastDue: true });
  expect(JSON.stringify(outcome)).toMatch(/no pairs to train on/);
  expect(accounts('retrainModels')).toMatchObject([{ error: expect.stringMatching(/no pairs/), read: { rows: 0 } }]);
});

it('retrainModels learns from the exported rows and publishes', async () => {
  await exportRows(azurite.connectionString, trainingDays.flat(), () => {});
  await functions.runTimer('retrainModels');
  expect(accounts('retrainModels').at(-1)).toMatchObject({
    version: expect.any(String),
    quality: { users: expect.any(Number) },
    read: { unreadableSources: 0 },
  });
});

it('scoreEvents delivers each finding once the sink lets it, parks what holds no rows, and its counts add up', async () => {
  ingestion.answer = (_request, index) => ({ status: index === 0 ? 403 : 204 });
  const producer = new EventHubProducerClient(hubs.connectionString, 'am-securityevent');
  for (const body of [{ records: stream.slice(0, 100) }, { records: stream.slice(100, 200) }]) {
    await producer.sendBatch([{ body }], { partitionId: '0' });
  }
  await producer.sendBatch([{ body: Buffer.from('neither JSON nor rows') }, { body: Buffer.alloc(0) }], {
    partitionId: '0',
  });
  await producer.close();
  await functions.idle();

  const lines = accounts('scoreEvents');
  const total = (name: string) => lines.reduce((sum, line) => sum + line[name], 0);
  const skipped = lines.flatMap((line) => Object.values<number>(line.skipped)).reduce((sum, count) => sum + count, 0);
  expect(total('received')).toBe(total('scored') + skipped + total('parked') + total('retried'));
  const settled = lines.filter((line) => line.retried === 0);
  expect(settled.reduce((sum, line) => sum + line.received, 0)).toBe(202);
  expect(total('retried')).toBeGreaterThan(0);
  expect(total('parked')).toBe(2);

  const [refused, ...accepted] = ingestion.requests.map(({ rows }) => rows.map(({ RecordId }) => RecordId));
  expect(accepted.flat()).toEqual(expect.arrayContaining(refused!));
  const delivered = ingestion.requests.slice(1).flatMap(({ rows }) => rows);
  expect(new Set(delivered.map(({ RecordId }) => RecordId)).size).toBe(delivered.length);
  expect(delivered).toHaveLength(total('written'));
  const { version } = accounts('retrainModels').at(-1);
  expect(new Set(delivered.map(({ ModelVersion }) => ModelVersion))).toEqual(new Set([version]));

  const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
  const deadLetters = service.getContainerClient('dead-letters');
  const letters = await Promise.all((await blobNames(deadLetters)).map((name) => readText(deadLetters, name)));
  const reasons = letters
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).reason);
  expect(reasons.sort()).toEqual(['emptyBody', 'notJson']);
  expect((await blobNames(service.getContainerClient('azure-webjobs-eventhub'))).join()).toMatch(/checkpoint/);
});

it('gatherCases makes a case of what a user opened for the first time in a day, in messages of two partitions', async () => {
  ingestion.reset();
  const { row } = planted[0]!;
  const records = ['First', 'Second'].map((share) => ({ ...row, ShareName: `\\\\*\\${share}`, _ItemId: share }));
  const producer = new EventHubProducerClient(hubs.connectionString, 'am-securityevent');
  for (const [index, record] of [row, ...records].entries()) {
    await producer.sendBatch([{ body: { records: [record] } }], { partitionId: String(index % 2) });
  }
  await producer.close();
  await functions.idle();
  const accessRows = ingestion.requests.flatMap(({ rows }) => rows).filter(({ Kind }) => Kind === 'access');
  expect(accessRows).toHaveLength(3);

  await functions.runTimer('gatherCases');
  const account = accounts('gatherCases').at(-1);
  expect(account).toMatchObject({ waiting: 0, refused: 0, damagedLines: 0, beyondLimit: 0 });
  const rows = ingestion.requests.flatMap(({ rows: sent }) => sent).filter(({ Kind }) => Kind === 'case');
  expect(rows).toHaveLength(account.written);
  const ofUser = rows.filter(({ User }) => User === accessRows[0]!.User);
  expect(ofUser).toMatchObject([{ AccessCount: 3, Reason: 'case', ModelVersion: accessRows[0]!.ModelVersion }]);
  const { accesses } = ofUser[0]!.Reasons as { accesses: { resource: string }[] };
  expect(accesses.map(({ resource }) => resource).sort()).toEqual(accessRows.map(({ Resource }) => Resource).sort());

  await functions.runTimer('gatherCases');
  expect(accounts('gatherCases').at(-1)).toMatchObject({ entries: 0, written: 0 });
});
