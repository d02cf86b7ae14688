import type { LogsIngestionClient } from '@azure/monitor-ingestion';
import fc from 'fast-check';
import { type Delivery, type DeliveryOptions, deliverRows } from '../../../shared/sinks/deliverRows';
import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import { type Answer, IngestionServer, serviceError } from './ingestionServer';

interface Finding {
  readonly id: number;
  readonly poison?: boolean;
  readonly text?: string;
}

const STREAM = { ruleId: 'dcr-1', stream: 'Custom-A_CL' };
const RETRY = { retryOptions: { maxRetries: 3, retryDelayInMs: 1, maxRetryDelayInMs: 5 } };
const OK: Answer = { status: 204 };
const bad: Answer = { status: 400 };

const server = new IngestionServer();
let client: LogsIngestionClient;

beforeAll(async () => {
  await server.start();
  client = logsIngestionClient({ endpoint: server.endpoint, identity: { kind: 'azureCli' } }, RETRY);
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const deliver = (rows: readonly Finding[], options?: DeliveryOptions) => deliverRows(client, STREAM, rows, options);
const ids = (count: number): Finding[] => Array.from({ length: count }, (_, id) => ({ id }));
const idsOf = (rows: readonly Finding[]) => rows.map((row) => row.id).sort((a, b) => a - b);
const refusedIds = (delivery: Delivery<Finding>) => idsOf(delivery.refused.map(({ row }) => row));
const storedIds = () => idsOf(server.requests.flatMap((request) => request.rows as unknown as Finding[]));

/** Rows that fill a body each. */
const largeRows = (count: number): Finding[] =>
  ids(count).map((row) => ({
    ...row,
    ...Object.fromEntries(Array.from({ length: 10 }, (_, column) => [`c${column}`, 'x'.repeat(60_000)])),
  }));

/** Refuses what holds a poison row, as the service does: the whole request. */
const refusePoison = ({ rows }: { rows: Record<string, unknown>[] }): Answer =>
  rows.some((row) => row.poison) ? serviceError(400, 'InvalidRequest', 'a row does not fit') : OK;

describe('deliverRows', () => {
  it('sends nothing for no rows', async () => {
    expect(await deliver([])).toEqual({ delivered: [], refused: [], late: [] });
    expect(server.requests).toHaveLength(0);
  });

  it('hands back the rows as they were given', async () => {
    const rows = ids(3);
    const { delivered } = await deliver(rows);
    expect(delivered.every((row, index) => row === rows[index])).toBe(true);
    expect(storedIds()).toEqual([0, 1, 2]);
  });

  it('sends large deliveries in requests of at most 900 KB', async () => {
    const rows = ids(100_000);
    const { delivered } = await deliver(rows);
    expect(delivered).toHaveLength(rows.length);
    expect(storedIds()).toEqual(idsOf(rows));
    expect(Math.max(...server.requests.map((request) => request.bytes))).toBeLessThanOrEqual(900_000);
  });

  it.each([429, 500, 503])('rides out a short run of %i', async (status) => {
    server.answer = (_, index) => (index < 2 ? { status, headers: { 'retry-after': '0' } } : OK);
    expect(await deliver(ids(2))).toMatchObject({ delivered: [{ id: 0 }, { id: 1 }], refused: [] });
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, Answer, RegExp]>([
    ['429', { status: 429, headers: { 'retry-after': '0' } }, /429/],
    ['500', { status: 500 }, /500/],
    ['503', { status: 503 }, /503/],
    ['408', { status: 408 }, /408/],
    ['407', { status: 407 }, /407/],
    ['401', { status: 401 }, /Monitoring Metrics Publisher/],
    ['403', serviceError(403, 'OperationFailed', 'no access'), /403.*OperationFailed.*no access.*30 minutes/],
    ['a status from a proxy', { status: 200, body: '<html>' }, /200/],
    ['a reset', 'reset', /socket hang up|ECONNRESET/],
  ])('reports every row as undelivered on lasting %s', async (_name, answer, message) => {
    server.answer = () => answer;
    const { delivered, refused, error } = await deliver(ids(3));
    expect([delivered, refused]).toEqual([[], []]);
    expect(idsOf(error!.undelivered)).toEqual([0, 1, 2]);
    expect(error!.message).toMatch(message);
    expect(error!.message).not.toContain('undefined');
    expect(error).toMatchObject({ name: 'DeliveryError', cause: expect.any(Error) });
  });

  it('gives up on a server that does not answer, and on a wait it can not afford', async () => {
    server.answer = () => 'silence';
    expect((await deliver(ids(1), { requestLimit: 100 })).error?.undelivered).toEqual([{ id: 0 }]);
    server.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    expect((await deliver(ids(1), { requestLimit: 100 })).error?.undelivered).toEqual([{ id: 0 }]);
  });

  it('begins no request once time is up, and says which rows that leaves', async () => {
    const since = performance.now() - 1000;
    expect(await deliver(ids(2), { since, timeLimit: 999 })).toEqual({ delivered: [], refused: [], late: ids(2) });
    expect(server.requests).toHaveLength(0);
  });

  it('lets requests under way end when time is up in between', async () => {
    const clock = jest.spyOn(performance, 'now');
    server.answer = () => {
      clock.mockReturnValue(Number.MAX_VALUE);
      return OK;
    };
    const delivery = await deliver(largeRows(3), { concurrency: 1 }).finally(() => clock.mockRestore());
    expect([idsOf(delivery.delivered), idsOf(delivery.late)]).toEqual([[0], [1, 2]]);
    expect(delivery.error).toBeUndefined();
  });

  it('counts rows that time has run out for as undelivered when there is an outage besides', async () => {
    const clock = jest.spyOn(performance, 'now');
    server.answer = ({ rows }) => {
      clock.mockReturnValue(Number.MAX_VALUE);
      return { status: rows.length > 0 ? 403 : 204 };
    };
    const { late, error } = await deliver(largeRows(3), { concurrency: 1 }).finally(() => clock.mockRestore());
    expect(late).toEqual([]);
    expect(idsOf(error!.undelivered)).toEqual([0, 1, 2]);
  });

  it('reports an endpoint that is not there as undelivered', async () => {
    const gone = await new IngestionServer().start();
    const { endpoint } = gone;
    await gone.close();
    const { error } = await deliverRows(
      logsIngestionClient({ endpoint, identity: { kind: 'azureCli' } }, RETRY),
      STREAM,
      ids(1),
    );
    expect(error?.message).toContain('ECONNREFUSED');
  });

  it('treats a refused token as something that may pass, not as refused rows', async () => {
    const tokens = {
      name: 'tokens',
      sendRequest: () => Promise.reject(Object.assign(new Error('no'), { statusCode: 400 })),
    };
    const unauthorized = logsIngestionClient({ endpoint: server.endpoint, identity: { kind: 'azureCli' } });
    unauthorized.pipeline.addPolicy(tokens);
    expect(await deliverRows(unauthorized, STREAM, ids(1))).toMatchObject({
      refused: [],
      error: { undelivered: [{ id: 0 }] },
    });
  });

  it('starts no further request after one has failed', async () => {
    server.answer = (_, index) => (index === 1 ? { status: 403 } : OK);
    const { delivered, error } = await deliver(largeRows(5), { concurrency: 1 });
    expect(idsOf(delivered)).toEqual([0]);
    expect(idsOf(error!.undelivered)).toEqual([1, 2, 3, 4]);
    expect(server.requests).toHaveLength(2);
  });

  it('keeps to its concurrency', async () => {
    server.answer = () => 'silence';
    await deliver(largeRows(6), { concurrency: 2, requestLimit: 300 });
    expect(server.requests).toHaveLength(2);
  });

  it('finds poison rows among many in few requests and delivers all others', async () => {
    const rows = ids(1000).map((row) => ({ ...row, poison: row.id === 137 || row.id === 138 }));
    server.answer = refusePoison;
    const delivery = await deliver(rows);
    expect(refusedIds(delivery)).toEqual([137, 138]);
    expect(delivery.delivered).toHaveLength(998);
    expect(delivery.refused[0]!.error.message).toMatch(/HTTP 400.*InvalidRequest.*does not fit/);
    expect(server.requests.length).toBeLessThanOrEqual(2 * 2 * Math.ceil(Math.log2(1000)));
  });

  it('separates poison from the rest wherever it sits', async () => {
    server.answer = refusePoison;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 24 }), async (pattern) => {
        const rows = pattern.map((poison, id) => ({ id, poison }));
        const { delivered, refused, error } = await deliver(rows);
        expect(error).toBeUndefined();
        expect(idsOf(delivered)).toEqual(idsOf(rows.filter((row) => !row.poison)));
        expect(idsOf(refused.map(({ row }) => row))).toEqual(idsOf(rows.filter((row) => row.poison)));
      }),
      { numRuns: 30 },
    );
  });

  it('spends no more requests on the search than it may, and still accounts for every row', async () => {
    server.answer = ({ rows }) => (rows.length > 100 || rows.some(({ id }) => Number(id) % 2 === 0) ? bad : OK);
    const delivery = await deliver([...ids(500), { id: 501 }], { searchLimit: 20 });
    expect(server.requests.length).toBeLessThanOrEqual(21);
    expect(delivery.delivered.length + delivery.refused.length).toBe(501);
  });

  it('soon sees that it is not the rows, where none is accepted', async () => {
    server.answer = () => bad;
    const delivery = await deliver(ids(5000));
    expect(server.requests.length).toBeLessThan(140);
    expect(refusedIds(delivery)).toEqual(idsOf(ids(5000)));
  });

  it.each([
    100, 50, 20,
  ])('finds poison rows that are spread evenly, one in %i, and delivers all others', async (step) => {
    const rows = ids(2000).map((row) => ({ ...row, poison: row.id % step === step - 1 }));
    server.answer = refusePoison;
    const delivery = await deliver(rows);
    expect(refusedIds(delivery)).toEqual(idsOf(rows.filter(({ poison }) => poison)));
    expect(delivery.delivered).toHaveLength(2000 - 2000 / step);
  });

  it('finds a long run of poison rows and delivers all others', async () => {
    const rows = ids(1000).map((row) => ({ ...row, poison: row.id < 100 }));
    server.answer = refusePoison;
    const delivery = await deliver(rows);
    expect(delivery.error).toBeUndefined();
    expect(delivery.delivered).toHaveLength(900);
  });

  it('ends the search in time for the rest to be settled', async () => {
    const rows = ids(64).map((row) => ({ ...row, poison: row.id % 2 === 0 }));
    server.answer = refusePoison;
    const { delivered, refused, late } = await deliver(rows, { timeLimit: 60 });
    expect(delivered.length + refused.length + late.length).toBe(64);
  });

  it('keeps what the search has settled when the service fails in the middle of it', async () => {
    const rows = ids(8).map((row) => ({ ...row, poison: row.id === 0 || row.id === 7 }));
    server.answer = (request, index) => (index < 8 ? refusePoison(request) : { status: 403 });
    const { delivered, refused, error } = await deliver(rows);
    expect(idsOf([...delivered, ...refused.map(({ row }) => row), ...error!.undelivered])).toEqual(idsOf(rows));
    expect(error!.undelivered.length).toBeGreaterThan(0);
    expect(refused).toMatchObject([{ row: { id: 7 } }]);
  });

  it('halves a body the service calls too large', async () => {
    server.answer = ({ rows }) => (rows.length > 2 ? { status: 413 } : OK);
    expect(idsOf((await deliver(ids(9))).delivered)).toEqual(idsOf(ids(9)));
  });

  it.each([400, 415, 422, 499])('takes %i for a refusal of rows', async (status) => {
    server.answer = ({ rows }) => (rows.some(({ poison }) => poison) ? { status } : OK);
    const delivery = await deliver([{ id: 0 }, { id: 1, poison: true }, { id: 2 }]);
    expect([idsOf(delivery.delivered), refusedIds(delivery)]).toEqual([[0, 2], [1]]);
  });

  it('refuses all rows at once when the rule does not exist', async () => {
    server.answer = () => ({ status: 404 });
    const delivery = await deliver(ids(9));
    expect(refusedIds(delivery)).toEqual(idsOf(ids(9)));
    expect(delivery.refused[0]!.error.message).toContain('LOGS_INGESTION_RULE_ID');
    expect(server.requests).toHaveLength(1);
  });

  it('refuses a row that fits into no request and delivers its neighbours', async () => {
    const large = { id: 1, ...Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`c${n}`, 'x'.repeat(65_000)])) };
    const delivery = await deliver([{ id: 0 }, large, { id: 2 }]);
    expect(refusedIds(delivery)).toEqual([1]);
    expect(storedIds()).toEqual([0, 2]);
  });
});
