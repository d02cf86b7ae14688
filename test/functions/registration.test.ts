/** What the worker is told of the functions, by the library's own code; the module it talks to exists in a host only. */
const registered = new Map<string, { bindings: Record<string, object>; retryOptions?: object }>();
let model: { getCapabilities(capabilities: object): Promise<object> };
jest.mock(
  '@azure/functions-core',
  () => ({
    version: '4.0.0',
    setProgrammingModel: (programmingModel: typeof model) => {
      model = programmingModel;
    },
    registerFunction: (metadata: { name: string; bindings: Record<string, object> }) => {
      registered.set(metadata.name, metadata);
    },
    registerHook: () => ({ dispose: () => {} }),
    log: () => {},
  }),
  { virtual: true },
);

beforeAll(async () => {
  await import('../../functions/scoreEvents');
  await import('../../functions/gatherCases');
  await import('../../functions/retrainModels');
});

it('three functions, and no binding that a host would refuse', () => {
  expect([...registered.keys()]).toEqual(['scoreEvents', 'gatherCases', 'retrainModels']);
  const types = [...registered.values()].flatMap(({ bindings }) => Object.values(bindings)).map((binding) => binding);
  expect(types).toMatchObject([{ type: 'eventHubTrigger' }, { type: 'timerTrigger' }, { type: 'timerTrigger' }]);
});

it('scoreEvents takes batches of raw bytes from a consumer group of its own, and is tried again for ever', () => {
  const { bindings, retryOptions } = registered.get('scoreEvents')!;
  expect(Object.values(bindings)).toMatchObject([
    {
      direction: 'in',
      connection: 'EVENTHUB',
      eventHubName: 'am-securityevent',
      consumerGroup: 'byoml-scorer',
      cardinality: 'many',
      dataType: 'binary',
    },
  ]);
  expect(retryOptions).toMatchObject({
    retryStrategy: 'exponentialBackoff',
    maxRetryCount: -1,
    minimumInterval: { seconds: 5 },
    maximumInterval: { seconds: 300 },
  });
});

it('retrainModels runs at 02:30 UTC', () => {
  const { bindings } = registered.get('retrainModels')!;
  expect(Object.values(bindings)).toMatchObject([{ schedule: '0 30 2 * * *' }]);
});

it('gatherCases runs every five minutes, and is not tried again: its next turn does what is left', () => {
  const { bindings, retryOptions } = registered.get('gatherCases')!;
  expect(Object.values(bindings)).toMatchObject([{ schedule: '0 */5 * * * *' }]);
  expect(retryOptions).toBeUndefined();
});

it('empty bodies are asked for, so that none vanishes', async () => {
  expect(await model.getCapabilities({})).toMatchObject({ IncludeEmptyEntriesInMessagePayload: 'true' });
});
