import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventHubConsumerClient } from '@azure/event-hubs';
import { hubTarget } from '../../../../tools/byoml/replay/hubTarget';
import type { Target } from '../../../../tools/byoml/replay/target';
import { type EventHubs, startEventHubs } from '../../../../tools/local/eventHubs/startEventHubs';
import { letter } from './deadLetters';

const hub = 'am-securityevent';
const group = 'byoml-scorer';
let hubs: EventHubs;
let target: Target;

beforeEach(async () => {
  hubs = await startEventHubs({ port: 0, hub, partitions: 2, consumerGroups: [group] });
  target = hubTarget({ connectionString: hubs.connectionString, hub });
});
afterEach(async () => {
  await target.close();
  await hubs.close();
});

/** Bodies as a consumer receives them, from all partitions. */
async function receive(count: number): Promise<Buffer[]> {
  const consumer = new EventHubConsumerClient(group, hubs.connectionString, hub);
  const received: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    consumer.subscribe(
      {
        processEvents: async (events) => {
          for (const { body } of events) received.push(body);
          if (received.length >= count) resolve();
        },
        processError: async (error) => reject(error),
      },
      { startPosition: { offset: '-1' }, skipParsingBodyAsJson: true },
    );
  });
  await consumer.close();
  return received;
}

const hex = (bodies: readonly Uint8Array[]) => bodies.map((body) => Buffer.from(body).toString('hex')).sort();

it('sends bodies to the byte', async () => {
  const bodies = [
    Buffer.from('{"records":[]}'),
    Buffer.of(0xff, 0, 0x80),
    Buffer.from('\ufeffa\r\n'),
    Buffer.from('null'),
  ];
  expect(await target.send(bodies.map((body) => letter(body)))).toEqual(bodies.map(() => ({ kind: 'through' })));
  expect(hex(await receive(bodies.length))).toEqual(hex(bodies));
});

it('takes a part of a larger buffer for what it is', async () => {
  const body = new Uint8Array(Buffer.from('before{}after')).subarray(6, 8);
  await target.send([letter(body)]);
  expect((await receive(1)).map(String)).toEqual(['{}']);
});

it('sends more than one batch holds', async () => {
  const bodies = Array.from({ length: 7 }, () => randomBytes(400_000));
  expect(await target.send(bodies.map((body) => letter(body)))).toEqual(bodies.map(() => ({ kind: 'through' })));
  expect(hex(await receive(bodies.length))).toEqual(hex(bodies));
});

it('names an empty body, and one the hub is too small for, and sends their neighbours', async () => {
  const bodies = [Buffer.from('a'), Buffer.of(), Buffer.alloc(1_048_576, 'x'), Buffer.from('b')];
  expect(await target.send(bodies.map((body) => letter(body)))).toMatchObject([
    { kind: 'through' },
    { kind: 'unsendable', reason: 'emptyBody' },
    { kind: 'unsendable', reason: 'tooLargeForHub', detail: expect.stringContaining('1048576 bytes') },
    { kind: 'through' },
  ]);
  expect((await receive(2)).map(String).sort()).toEqual(['a', 'b']);
});

it('does not ask the hub for what has no body', async () => {
  await hubs.close();
  expect(await target.send([letter('')])).toMatchObject([{ kind: 'unsendable' }]);
});

it('fails for a hub that is not there, and says what to check', async () => {
  const stranger = hubTarget({ connectionString: hubs.connectionString, hub: 'other' });
  const [outcome, empty] = await stranger.send([letter('a'), letter('')]);
  expect(outcome).toMatchObject({ kind: 'failed', error: { name: 'HubError' } });
  expect((outcome as { error: Error }).error.message).toMatch(
    /^Event hub other did not take the messages \(MessagingEntityNotFoundError: .*EVENTHUB_NAME.*Azure Event Hubs Data Sender/,
  );
  expect(empty).toMatchObject({ kind: 'failed' });
  await stranger.close();
});

it('fails within half a minute where signing in hangs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'azure-cli-'));
  await writeFile(join(folder, 'az'), '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
  const { PATH } = process.env;
  process.env.PATH = `${folder}:${PATH}`;
  const stranger = hubTarget({ fullyQualifiedNamespace: 'localhost', hub });
  try {
    const [outcome] = await stranger.send([letter('a')]);
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('you ran "az login"') },
    });
  } finally {
    process.env.PATH = PATH;
    await stranger.close();
    await rm(folder, { recursive: true });
  }
}, 30_000);

it('fails within half a minute where nobody listens', async () => {
  await hubs.close();
  const [outcome] = await target.send([letter('a')]);
  expect(outcome).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining('ECONNREFUSED') } });
}, 30_000);
