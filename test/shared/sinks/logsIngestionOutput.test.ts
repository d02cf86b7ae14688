import { InvocationContext } from '@azure/functions';
import { SettingError } from '../../../shared/settings';
import { type Delivery, DeliveryError } from '../../../shared/sinks/deliverRows';
import { logsIngestionOutput, withLogsIngestion } from '../../../shared/sinks/logsIngestionOutput';
import { IngestionServer } from './ingestionServer';

interface Finding {
  readonly id: number;
}

const server = new IngestionServer();
beforeAll(() => server.start());
beforeEach(() => server.reset());
afterAll(() => server.close());

const settings = () => ({
  endpoint: server.endpoint,
  ruleId: 'dcr-1',
  stream: 'Custom-A_CL',
  identity: { kind: 'azureCli' as const },
});
const findings = logsIngestionOutput<Finding>({ name: 'findings', settings });
const score = (ids: number[], context: InvocationContext) => {
  context.extraOutputs.set(
    findings,
    ids.map((id) => ({ id })),
  );
  return { received: ids.length };
};

describe('withLogsIngestion', () => {
  it('delivers what the handler set, has it settled, and gives the host nothing', async () => {
    const settled: unknown[] = [];
    const context = new InvocationContext({ invocationId: 'one' });
    const handler = withLogsIngestion(findings, score, (...settlement) => {
      settled.push(settlement);
    });
    expect(await handler([1, 2], context)).toBeUndefined();
    expect(server.requests.map((request) => request.rows)).toEqual([[{ id: 1 }, { id: 2 }]]);
    expect(settled).toEqual([
      [{ delivered: [{ id: 1 }, { id: 2 }], refused: [], late: [] }, { received: 2 }, context, expect.any(Number)],
    ]);
  });

  it('settles an invocation that found nothing', async () => {
    const deliveries: Delivery<Finding>[] = [];
    const handler = withLogsIngestion(
      findings,
      async () => undefined,
      (delivery) => void deliveries.push(delivery),
    );
    await handler([], new InvocationContext());
    expect(deliveries).toEqual([{ delivered: [], refused: [], late: [] }]);
    expect(server.requests).toHaveLength(0);
  });

  it('fails the invocation with what settle throws, so that the batch is tried again', async () => {
    server.answer = () => ({ status: 403 });
    const handler = withLogsIngestion(findings, score, ({ error }) => {
      if (error) throw error;
    });
    await expect(handler([1], new InvocationContext())).rejects.toThrow(DeliveryError);
    server.reset();
    await expect(handler([1], new InvocationContext())).resolves.toBeUndefined();
  });

  it('delivers nothing when the handler throws', async () => {
    const settle = () => Promise.reject(new Error('not to be reached'));
    const handler = withLogsIngestion(findings, () => Promise.reject(new Error('bad batch')), settle);
    await expect(handler([], new InvocationContext())).rejects.toThrow('bad batch');
    expect(server.requests).toHaveLength(0);
  });

  it('reads settings at first use, again while they are wrong, and no more once they are right', async () => {
    let reads = 0;
    const late = logsIngestionOutput<Finding>({
      name: 'late',
      settings: () => {
        reads += 1;
        if (reads === 1) throw new SettingError('LOGS_INGESTION_ENDPOINT is not set');
        return settings();
      },
    });
    expect(reads).toBe(0);
    const { error } = await late.deliver([{ id: 0 }]);
    expect(error).toMatchObject({ undelivered: [{ id: 0 }], cause: expect.any(SettingError) });
    await late.deliver([{ id: 1 }]);
    await late.deliver([{ id: 2 }]);
    expect(reads).toBe(2);
  });
});
