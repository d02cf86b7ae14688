import { join } from 'node:path';
import { type EventData, EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../../../tools/local/azurite';
import { type EventHubs, startEventHubs } from '../../../tools/local/eventHubs/startEventHubs';
import type { HostLogEntry } from '../../../tools/local/functionHost/hostLog';
import type { InvocationOutcome } from '../../../tools/local/functionHost/invokeFunction';
import { type FunctionHostProcess, startFunctionHostProcess } from '../../../tools/local/functionHostClient';

const HUB = 'am-securityevent';
const GROUPS = ['binary', 'text', 'parsed', 'single', 'flaky'];

const NONE = undefined;

// Each host is a process that compiles its sources first.
jest.setTimeout(20_000);

describe('the local function host', () => {
  let azurite: Azurite;
  let eventHubs: EventHubs;
  let producer: EventHubProducerClient;
  let host: FunctionHostProcess;
  let log: HostLogEntry[] = [];
  let outcomes: InvocationOutcome[] = [];

  function start(
    settings: Record<string, string> = {},
    app = 'fixtures/functionApp',
    signal?: AbortSignal,
  ): Promise<FunctionHostProcess> {
    return startFunctionHostProcess({
      folder: join(__dirname, '../..', app),
      env: {
        EVENTHUB: eventHubs.connectionString,
        EVENTHUB_NAME: HUB,
        AzureWebJobsStorage: azurite.connectionString,
        NIGHTLY: '0 30 2 * * *',
        ...settings,
      },
      onLog: (entry) => log.push(entry),
      onOutcome: (outcome) => outcomes.push(outcome),
      ...(signal && { signal }),
      execArgv: ['--require', join(__dirname, 'registerTypeScript.js')],
    });
  }

  beforeAll(async () => {
    azurite = await startAzurite({ port: 0 });
    eventHubs = await startEventHubs({ port: 0, hub: HUB, partitions: 2, consumerGroups: GROUPS });
    producer = new EventHubProducerClient(eventHubs.connectionString, HUB);
    host = await start();
  });
  beforeEach(() => {
    log = [];
    outcomes = [];
  });
  afterAll(async () => {
    await host.close();
    await producer.close();
    await eventHubs.close();
    await azurite.close();
  });

  function send(partitionId: string, ...events: EventData[]): Promise<void> {
    return producer.sendBatch(events, { partitionId });
  }

  const raw = (text: string): EventData => ({ body: Buffer.from(text) });

  /** What a function logged, parsed. */
  function reports(name: string): { messages: unknown; metadata: Record<string, unknown[]>; retry?: unknown }[] {
    return log
      .filter((entry) => entry.function === name && entry.category === 'user')
      .map((entry) => JSON.parse(entry.message));
  }

  it('hands over bodies as their dataType says', async () => {
    await send('0', raw('{"a":1}'), raw(''), raw('123'));
    await send('1', raw('not JSON'));
    await host.idle();
    const messages = (name: string) => reports(name).map((report) => report.messages);

    const base64 = (text: string) => ({ base64: Buffer.from(text).toString('base64') });
    expect(messages('binary')).toEqual(
      expect.arrayContaining([[base64('{"a":1}'), base64(''), base64('123')], [base64('not JSON')]]),
    );
    // The host drops empty strings; the library parses what looks like JSON.
    expect(messages('text')).toEqual(expect.arrayContaining([[{ a: 1 }, 123], ['not JSON']]));
    expect(messages('single')).toEqual(expect.arrayContaining([{ a: 1 }, '', 123, 'not JSON']));
    // Without a dataType a body that isn't JSON costs the whole batch, before the function is called.
    expect(messages('parsed')).toEqual([]);
    expect(log.filter((entry) => entry.function === 'parsed').map((entry) => entry.message)).toEqual(
      expect.arrayContaining([expect.stringContaining('The body of event 0 is not JSON')]),
    );
    await send('1', raw('{"later":true}'));
    await host.idle();
    expect(messages('parsed')).toEqual([[{ later: true }]]);
  });

  it('tells where each event comes from, in the words of the host', async () => {
    const first = (await producer.getPartitionProperties('1')).lastEnqueuedSequenceNumber + 1;
    await send('1', { body: 'a', properties: { Kind: 'x' } }, { body: 'b' });
    await host.idle();
    const { metadata } = reports('binary')[0]!;
    expect(metadata).toMatchObject({
      partitionContext: { eventHubName: HUB, consumerGroup: 'binary', partitionId: '1' },
      sequenceNumberArray: [
        { low: first, high: 0, unsigned: false },
        { low: first + 1, high: 0, unsigned: false },
      ],
      partitionKeyArray: [],
      propertiesArray: [{ kind: 'x' }, {}],
      systemPropertiesArray: [{ sequenceNumber: first }, { sequenceNumber: first + 1, partitionKey: null }],
    });
    expect(metadata.offsetArray).toEqual([expect.any(Number), expect.any(Number)]);
    expect(String(metadata.enqueuedTimeUtcArray![0])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/);
  });

  it('invokes with at most maxEventBatchSize events, in order', async () => {
    await send('0', ...Array.from({ length: 8 }, (_, index) => ({ body: index })));
    await host.idle();
    const batches = reports('text').map((report) => report.messages as number[]);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(3);
    expect(batches.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('retries a batch while other partitions go on, and checkpoints it whatever comes', async () => {
    await send('0', { body: { failures: 2 } });
    await host.idle();
    expect(reports('flaky').map(({ retry }) => retry)).toEqual([
      NONE,
      { retryCount: 1, maxRetryCount: 2, exception: { message: expect.stringContaining('failed at retry 0') } },
      { retryCount: 2, maxRetryCount: 2, exception: { message: expect.stringContaining('failed at retry 1') } },
    ]);
    log = [];
    outcomes = [];
    await send('0', { body: { failures: -1 } });
    await send('1', { body: 'elsewhere' });
    await host.idle();
    await send('0', { body: 'next' });
    await host.idle();
    const results = outcomes.filter((outcome) => outcome.function === 'flaky' && outcome.partitionId === '0');
    expect(results.map(({ succeeded, retryCount, events }) => ({ succeeded, retryCount, events }))).toEqual([
      { succeeded: false, retryCount: 0, events: 1 },
      { succeeded: false, retryCount: 1, events: 1 },
      { succeeded: false, retryCount: 2, events: 1 },
      { succeeded: true, retryCount: 0, events: 1 },
    ]);
    expect(reports('flaky').map(({ messages }) => messages)).toContainEqual(['elsewhere']);
  });

  it('goes on from the checkpoint after the process was killed', async () => {
    await send('0', { body: 'before' });
    await host.idle();
    await host.kill();
    await send('0', { body: 'after' });
    log = [];
    host = await start();
    await host.idle();
    expect(reports('text').map(({ messages }) => messages)).toEqual([['after']]);
    const names: string[] = [];
    const container = BlobServiceClient.fromConnectionString(azurite.connectionString);
    for await (const blob of container.getContainerClient('azure-webjobs-eventhub').listBlobsFlat()) {
      names.push(blob.name);
    }
    expect(names).toContain(`127.0.0.1/${HUB}/text/checkpoint/0`);
  });

  it('runs timers by schedule and at will, never twice at once', async () => {
    const runs = await Promise.all([host.runTimer('nightly'), host.runTimer('nightly', { isPastDue: true })]);
    expect(runs.map(({ succeeded }) => succeeded)).toEqual([true, true]);
    const lines = log.filter((entry) => entry.function === 'nightly' && entry.category === 'user');
    expect(lines.filter(({ message }) => message === 'hook after nightly')).toHaveLength(2);
    const [first, second] = lines
      .filter(({ message }) => message.startsWith('{'))
      .map(({ message }) => JSON.parse(message));
    expect(first).toMatchObject({ running: 1, timer: { isPastDue: false, schedule: { adjustForDST: true } } });
    expect(first.timer.scheduleStatus.next).toMatch(/T02:30:00\.000\+00:00$/);
    expect(second).toMatchObject({ running: 1, timer: { isPastDue: true } });
    await expect(host.runTimer('daily')).rejects.toThrow("There is no timer function 'daily'; there are: nightly,");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(log.filter(({ message }) => message === 'tick').length).toBeGreaterThan(0);
  });

  it('counts an invocation over the time limit as failed', async () => {
    expect(await host.runTimer('slow')).toMatchObject({
      succeeded: false,
      error: expect.stringContaining('Timeout value of 1000 ms was exceeded'),
    });
  });

  it('tells what its process has in use', async () => {
    const { heapUsed, external, rss, processorSeconds } = await host.usage();
    expect(heapUsed).toBeGreaterThan(1e6);
    expect(external).toBeGreaterThan(0);
    expect(rss).toBeGreaterThan(heapUsed);
    expect(processorSeconds).toBeGreaterThan(0.1);
  });

  it('can be killed while it starts', async () => {
    await expect(start({}, 'fixtures/functionApp', AbortSignal.timeout(50))).rejects.toThrow(
      'The function host ended by SIGKILL.',
    );
  });

  it('says why when the process dies', async () => {
    const dying = host.runTimer('crash');
    await expect(dying).rejects.toThrow(/^The function host ended with exit code 1\.(.|\n)*nobody catches this/);
    await expect(host.idle()).rejects.toThrow('The function host ended with exit code 1.');
  });

  it('keeps empty strings where the app announces that it wants them', async () => {
    host = await start({ INCLUDE_EMPTY: '1' });
    await send('0', raw('{"a":1}'), raw(''), raw('123'));
    await host.idle();
    expect(reports('text').map((report) => report.messages)).toEqual([[{ a: 1 }, '', 123]]);
  });

  it('says what keeps an app from starting', async () => {
    await Promise.all([
      expect(start({ NIGHTLY: '' })).rejects.toThrow(
        /^App setting NIGHTLY is missing \(function nightly, binding timerTrigger\w+, schedule\)\. Set it/,
      ),
      expect(start({ NIGHTLY: 'at night' })).rejects.toThrow("Schedule 'at night' must have six fields"),
      expect(start({ EVENTHUB: '' })).rejects.toThrow('App setting EVENTHUB is missing (function binary'),
      expect(start({}, 'fixtures')).rejects.toThrow('host.json could not be read as JSON'),
    ]);
  });
});
