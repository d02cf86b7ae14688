import { connect } from 'node:net';
import {
  EventHubConsumerClient,
  EventHubProducerClient,
  type EventPosition,
  type ReceivedEventData,
  type SubscribeOptions,
} from '@azure/event-hubs';
import { type EventHubs, startEventHubs } from '../../../tools/local/eventHubs/startEventHubs';

const HUB = 'am-securityevent';
const GROUP = 'byoml-scorer';

describe('the local event hub, by the real clients', () => {
  let eventHubs: EventHubs;
  let producer: EventHubProducerClient;
  let consumer: EventHubConsumerClient;

  beforeEach(async () => {
    eventHubs = await startEventHubs({ port: 0, hub: HUB, partitions: 4, consumerGroups: ['$Default', GROUP] });
    producer = new EventHubProducerClient(eventHubs.connectionString, HUB);
    consumer = new EventHubConsumerClient(GROUP, eventHubs.connectionString, HUB);
  });
  afterEach(async () => {
    await producer.close();
    await consumer.close();
    await eventHubs.close();
  });

  async function send(partitionId: string, ...bodies: unknown[]): Promise<void> {
    await producer.sendBatch(
      bodies.map((body) => ({ body })),
      { partitionId },
    );
  }

  /** Reads `count` events of a partition. */
  function receive(
    partitionId: string,
    startPosition: EventPosition,
    count: number,
    options: SubscribeOptions = {},
  ): Promise<ReceivedEventData[]> {
    return new Promise((resolve, reject) => {
      const received: ReceivedEventData[] = [];
      const subscription = consumer.subscribe(
        partitionId,
        {
          processEvents: async (events) => {
            received.push(...events);
            if (received.length >= count) {
              subscription.close().then(() => resolve(received), reject);
            }
          },
          processError: async (error) => reject(error),
        },
        { startPosition, maxBatchSize: 10, ...options },
      );
    });
  }

  it('keeps as many events as it is told, and begins where they begin', async () => {
    const short = await startEventHubs({
      port: 0,
      hub: HUB,
      partitions: 1,
      consumerGroups: ['$Default'],
      retainedEvents: 3,
    });
    await Promise.all([producer.close(), consumer.close()]);
    producer = new EventHubProducerClient(short.connectionString, HUB);
    consumer = new EventHubConsumerClient('$Default', short.connectionString, HUB);
    for (let body = 0; body < 7; body++) await send('0', body);
    expect(await producer.getPartitionProperties('0')).toMatchObject({
      beginningSequenceNumber: 4,
      lastEnqueuedSequenceNumber: 6,
    });
    const events = await receive('0', { sequenceNumber: 1 }, 3);
    expect(events.map(({ sequenceNumber, body }) => [sequenceNumber, body])).toEqual([
      [4, 4],
      [5, 5],
      [6, 6],
    ]);
    await Promise.all([producer.close(), consumer.close()]);
    await short.close();
  });

  it('describes itself', async () => {
    await send('2', 'one', 'two');
    expect(await producer.getEventHubProperties()).toMatchObject({ name: HUB, partitionIds: ['0', '1', '2', '3'] });
    expect(await consumer.getPartitionProperties('2')).toMatchObject({
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: 1,
      isEmpty: false,
    });
    expect(await consumer.getPartitionProperties('3')).toMatchObject({ lastEnqueuedSequenceNumber: -1, isEmpty: true });
    await expect(consumer.getPartitionProperties('9')).rejects.toMatchObject({ code: 'MessagingEntityNotFoundError' });
  });

  it('delivers bodies, properties and annotations', async () => {
    const sent = new Date();
    await producer.sendBatch(
      [
        { body: { records: [1] }, properties: { text: 'a', count: 7, flag: true }, contentType: 'application/json' },
        { body: Buffer.from([0, 255]), messageId: 'm-1', correlationId: 'c-1' },
      ],
      { partitionId: '1' },
    );
    const [first, second] = await receive('1', { offset: '-1' }, 2);
    expect(first).toMatchObject({
      body: { records: [1] },
      properties: { text: 'a', count: 7, flag: true },
      contentType: 'application/json',
      sequenceNumber: 0,
      offset: '0',
    });
    expect(first!.enqueuedTimeUtc.getTime()).toBeGreaterThanOrEqual(sent.getTime());
    expect(second).toMatchObject({
      body: Buffer.from([0, 255]),
      messageId: 'm-1',
      correlationId: 'c-1',
      sequenceNumber: 1,
    });
    expect(Number(second!.offset)).toBeGreaterThan(0);
  });

  it('keeps every section of an AMQP message', async () => {
    const when = new Date(1e12);
    await producer.sendBatch(
      [
        {
          body: 'text',
          bodyType: 'value',
          properties: { creationTime: 1e12, subject: 's' },
          applicationProperties: { when, big: 2 ** 40 },
          messageAnnotations: { 'x-mine': 1 },
        },
        { body: [1, 'two'], bodyType: 'sequence' },
        { body: null },
        { body: Buffer.alloc(0) },
      ],
      { partitionId: '0' },
    );
    const events = await receive('0', { offset: '-1' }, 4, { skipParsingBodyAsJson: true });
    expect(events.map((event) => event.body)).toEqual(['text', [1, 'two'], null, Buffer.alloc(0)]);
    expect(events[0]!.getRawAmqpMessage()).toMatchObject({
      bodyType: 'value',
      properties: { creationTime: 1e12, subject: 's' },
      applicationProperties: { when, big: 2 ** 40 },
      messageAnnotations: { 'x-mine': 1 },
    });
  });

  it('keeps the events of a key together and spreads the rest', async () => {
    for (let index = 0; index < 8; index++) {
      await producer.sendBatch([{ body: index }], { partitionKey: 'tenant-1' });
    }
    const counts = async () =>
      Promise.all(
        ['0', '1', '2', '3'].map(
          async (id) => (await consumer.getPartitionProperties(id)).lastEnqueuedSequenceNumber + 1,
        ),
      );
    const keyed = await counts();
    expect([...keyed].sort()).toEqual([0, 0, 0, 8]);
    const events = await receive(`${keyed.indexOf(8)}`, { offset: '-1' }, 8);
    expect(events.map((event) => event.partitionKey)).toEqual(Array(8).fill('tenant-1'));
    for (let index = 0; index < 4; index++) {
      await producer.sendBatch([{ body: index }]);
    }
    expect((await counts()).map((count, index) => count - keyed[index]!)).toEqual([1, 1, 1, 1]);
  });

  it('starts where it is told', async () => {
    await send('0', 'a', 'b', 'c');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const middle = new Date();
    await send('0', 'd');
    const bodies = async (position: EventPosition, count: number) =>
      (await receive('0', position, count)).map((event) => event.body);
    const [, second] = await receive('0', { offset: '-1' }, 4);
    expect(await bodies({ offset: second!.offset }, 2)).toEqual(['c', 'd']);
    expect(await bodies({ offset: second!.offset, isInclusive: true }, 3)).toEqual(['b', 'c', 'd']);
    expect(await bodies({ sequenceNumber: 0 }, 3)).toEqual(['b', 'c', 'd']);
    expect(await bodies({ sequenceNumber: 0, isInclusive: true }, 4)).toEqual(['a', 'b', 'c', 'd']);
    expect(await bodies({ enqueuedOn: new Date(middle.getTime() - 1) }, 1)).toEqual(['d']);
    const late = bodies({ offset: '@latest' }, 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await send('0', 'e');
    expect(await late).toEqual(['e']);
  });

  it('delivers many events in order, whatever the credit', async () => {
    const bodies = Array.from({ length: 5000 }, (_, index) => index);
    await send('0', ...bodies);
    const events = await receive('0', { offset: '-1' }, bodies.length, { maxBatchSize: 700, prefetchCount: 900 });
    expect(events.map((event) => event.body)).toEqual(bodies);
  });

  it('refuses more than 1 MiB', async () => {
    const batch = await producer.createBatch({ partitionId: '0' });
    expect(batch.maxSizeInBytes).toBe(1_048_576);
    expect(batch.tryAdd({ body: 'x'.repeat(1_048_576) })).toBe(false);
    await expect(send('0', 'x'.repeat(1_048_576))).rejects.toMatchObject({ code: 'MessageTooLargeError' });
    await send('0', 'x'.repeat(1_000_000));
    expect((await consumer.getPartitionProperties('0')).lastEnqueuedSequenceNumber).toBe(0);
  });

  it('gives a partition to the consumer with the higher epoch', async () => {
    const [weak, owner, strong] = [undefined, 1, 2].map((ownerLevel) => {
      const client = new EventHubConsumerClient(GROUP, eventHubs.connectionString, HUB);
      const attach = (processEvents: () => void) =>
        new Promise((lost) => {
          client.subscribe(
            '0',
            { processEvents: async () => processEvents(), processError: async (error) => lost(error) },
            { startPosition: { offset: '-1' }, maxBatchSize: 10, ...(ownerLevel !== undefined && { ownerLevel }) },
          );
        });
      return { client, attach };
    });
    await send('0', 'a');
    let ownerLost: Promise<unknown> | undefined;
    await new Promise<void>((reading) => {
      ownerLost = owner!.attach(reading);
    });
    expect(await weak!.attach(() => {})).toMatchObject({ code: 'ReceiverDisconnectedError' });
    await new Promise<void>((reading) => {
      void strong!.attach(reading);
    });
    expect(await ownerLost).toMatchObject({ code: 'ReceiverDisconnectedError' });
    await Promise.all([weak, owner, strong].map((consumer) => consumer!.client.close()));
  });

  it('tells how far the partition reaches', async () => {
    await send('0', 'a', 'b');
    const reach = await new Promise((resolve) => {
      const subscription = consumer.subscribe(
        '0',
        {
          processEvents: async (_events, context) => {
            resolve(context.lastEnqueuedEventProperties);
            await subscription.close();
          },
          processError: async () => {},
        },
        { startPosition: { offset: '-1' }, maxBatchSize: 1, trackLastEnqueuedEventProperties: true },
      );
    });
    expect(reach).toMatchObject({ sequenceNumber: 1, enqueuedOn: expect.any(Date), retrievedOn: expect.any(Date) });
  });

  it('names what it does not have', async () => {
    const other = new EventHubProducerClient(eventHubs.connectionString, 'other');
    await expect(other.sendBatch([{ body: 1 }])).rejects.toThrow(
      "The messaging entity 'other' could not be found: the event hub is 'am-securityevent'",
    );
    await other.close();
    const stranger = new EventHubConsumerClient('nobody', eventHubs.connectionString, HUB);
    const error = await new Promise((resolve) => {
      stranger.subscribe('0', { processEvents: async () => {}, processError: async (fault) => resolve(fault) });
    });
    expect(error).toMatchObject({ message: expect.stringContaining('the consumer groups are $Default, byoml-scorer') });
    await stranger.close();
  });

  it('survives a client that does not speak AMQP', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(eventHubs.port, '127.0.0.1', () => socket.end('GET / HTTP/1.1\r\n\r\n'));
      socket.once('close', () => resolve());
      socket.resume();
    });
    await send('0', 'still there');
    expect(await receive('0', { offset: '-1' }, 1)).toHaveLength(1);
  });

  it('names the port in use', async () => {
    const again = startEventHubs({ port: eventHubs.port, hub: HUB, partitions: 1, consumerGroups: [GROUP] });
    await expect(again).rejects.toThrow(`Port ${eventHubs.port}, wanted by the local event hub, is in use.`);
  });
});
