import { eventHubMessages } from '../../../shared/events/eventHubMessage';

const metadata = {
  partitionContext: { partitionId: '3', consumerGroup: 'byoml-scorer' },
  // What the worker makes of 64-bit numbers; the system properties carry them as numbers.
  sequenceNumberArray: [{ low: 41, high: 0, unsigned: false }],
  systemPropertiesArray: [{ sequenceNumber: 41, offset: '1024', enqueuedTimeUtc: '2026-11-20T08:00:00' }],
};

it('tells where each body stood in the hub', () => {
  expect(eventHubMessages(['body'], metadata)).toEqual([
    { body: 'body', partition: '3', sequenceNumber: '41', offset: '1024', enqueuedTime: '2026-11-20T08:00:00Z' },
  ]);
});

it('gives no message a place that may be another one’s', () => {
  const messages = eventHubMessages(['a', 'b'], metadata);
  expect(messages.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['', '']);
  expect(messages.map(({ partition }) => partition)).toEqual(['3', '3']);
});

it.each([
  undefined,
  {},
  { partitionContext: null, systemPropertiesArray: 'none' },
  { systemPropertiesArray: [null] },
])('makes do with metadata that says nothing: %j', (nothing) => {
  const place = { partition: '', sequenceNumber: '', offset: '', enqueuedTime: '' };
  expect(eventHubMessages([{ a: 1 }], nothing as never)).toEqual([{ body: { a: 1 }, ...place }]);
});

it('takes the offset that geo-replicated namespaces give as text', () => {
  const properties = { ...metadata.systemPropertiesArray[0], offset: '-1', offsetString: '1:149:512' };
  expect(eventHubMessages(['a'], { ...metadata, systemPropertiesArray: [properties] })[0]?.offset).toBe('1:149:512');
});

it('leaves a time that names its zone as it is', () => {
  const properties = { enqueuedTimeUtc: '2026-11-20T08:00:00+00:00' };
  const [message] = eventHubMessages(['a'], { systemPropertiesArray: [properties] });
  expect(message?.enqueuedTime).toBe('2026-11-20T08:00:00+00:00');
});
