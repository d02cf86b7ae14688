import { InvocationContext } from '@azure/functions';
import type { ContainerClient } from '@azure/storage-blob';
import { maxEnvelopeBytes } from '../../../shared/events/envelope';
import { scoreEventsHandler } from '../../../shared/jobs/scoreEventsHandler';
import { containerClient } from '../../../shared/storage/containerClient';
import { decodeDeadLetter } from '../../../shared/storage/deadLetterLine';
import { type Azurite, startAzurite } from '../../../tools/local/azurite';
import { fileShareRow } from '../events/rows';
import { IngestionServer } from '../sinks/ingestionServer';
import { blobNames } from '../storage/storageFixture';

/** More than a hub of the Standard tier takes (1 MB a message, as its export sends); a dedicated one may take it. */
const eventBytes = 1_200_000;

const server = new IngestionServer();
let storage: Azurite;
let deadLetters: ContainerClient;

beforeAll(async () => {
  await server.start();
  storage = await startAzurite({ port: 0 });
  deadLetters = containerClient({ connectionString: storage.connectionString }, 'dead-letters');
});
beforeEach(async () => {
  server.reset();
  await deadLetters.deleteIfExists();
});
afterAll(async () => {
  await server.close();
  await storage.close();
});

/** Runs the function on a batch. @returns the counts it logs */
async function scoreEvents(bodies: readonly Uint8Array[]) {
  const handler = scoreEventsHandler({
    MODEL_STORAGE: storage.connectionString,
    LOGS_INGESTION_ENDPOINT: server.endpoint,
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  });
  const lines: string[] = [];
  const logHandler = (_level: unknown, ...words: unknown[]) => lines.push(words.join(' '));
  await handler([...bodies], new InvocationContext({ functionName: 'scoreEvents', invocationId: 'i1', logHandler }));
  return JSON.parse(lines.at(-1) ?? '');
}

async function parkedBodies(): Promise<(Uint8Array | undefined)[]> {
  const [name, ...others] = await blobNames(deadLetters);
  expect(others).toEqual([]);
  const content = await deadLetters.getBlobClient(name!).downloadToBuffer();
  return content
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => decodeDeadLetter(Buffer.from(line))?.body);
}

const sentRows = () => server.requests.flatMap(({ rows }) => rows);
const event = (rows: readonly unknown[]) => Buffer.from(JSON.stringify({ records: rows }));

it.each([
  'Account',
  'Computer',
  'ShareName',
  'IpAddress',
  'Activity',
])('scores an event of 1.2 MB most of which is %s, and flags what is cut', async (column) => {
  const neighbour = fileShareRow({ Account: 'CONTOSO\\Bob', _ItemId: 'neighbour' });
  const body = event([fileShareRow({ [column]: 'é'.repeat(eventBytes / 2) }), neighbour]);
  expect(await scoreEvents([body])).toMatchObject({ received: 2, scored: 2, written: 2, parked: 0 });
  const isKept = column !== 'Activity';
  expect(sentRows().map(({ Truncated }) => Truncated)).toEqual([isKept, false]);
  if (isKept && column in sentRows()[0]!) expect(sentRows()[0]![column]).toHaveLength(1024);
  expect(server.tooLarge).toBe(0);
});

it('scores an event of 1.2 MB of many rows, and delivers a finding of each', async () => {
  const rows = Array.from({ length: 1900 }, (_, n) => fileShareRow({ Account: `CONTOSO\\u${n}`, _ItemId: `${n}` }));
  expect(event(rows).length).toBeGreaterThan(eventBytes);
  expect(await scoreEvents([event(rows)])).toMatchObject({ received: 1900, scored: 1900, written: 1900 });
  // In any order: several requests are under way at a time.
  const users = sentRows().map(({ User }) => User);
  expect(users.toSorted()).toEqual(rows.map(({ Account }) => String(Account).toLowerCase()).toSorted());
  expect(server.tooLarge).toBe(0);
});

it('parks events that are too large or cannot be read whole, to the byte, and scores those beside them', async () => {
  const unreadable = [
    Buffer.alloc(eventBytes, 'é'),
    Buffer.alloc(eventBytes, 0),
    Buffer.alloc(eventBytes, 0xff),
    event([fileShareRow({ Activity: 'x'.repeat(maxEnvelopeBytes) })]),
  ];
  const counts = await scoreEvents([event([fileShareRow()]), ...unreadable]);
  expect(counts).toMatchObject({ received: 5, scored: 1, written: 1, parked: 4 });
  const parked = await parkedBodies();
  expect(parked.map((body, index) => Buffer.compare(body!, unreadable[index]!))).toEqual([0, 0, 0, 0]);
});
