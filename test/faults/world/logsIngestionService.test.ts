import { gzipSync } from 'node:zlib';
import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { Column } from '../../../tools/local/logsIngestion/column';
import { type LogsIngestion, startLogsIngestion } from '../../../tools/local/logsIngestion/startLogsIngestion';
import { LogsIngestionService } from './logsIngestionService';
import { wireRequest } from './wire';

const RULE = 'dcr-0123456789abcdef0123456789abcdef';
const STREAM = 'Custom-Table_CL';
const COLUMNS: Column[] = [
  { name: 'User', type: 'string' },
  { name: 'Score', type: 'real' },
];
const PATH = `/dataCollectionRules/${RULE}/streams/${STREAM}?api%2Dversion=2023-01-01`;

interface Call {
  readonly path?: string;
  readonly method?: 'POST' | 'GET';
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

function request(origin: string, { path = PATH, method = 'POST', headers = {}, body = '[]' }: Call) {
  return createPipelineRequest({
    url: `${origin}${path}`,
    method,
    allowInsecureConnection: true,
    headers: createHttpHeaders({ authorization: 'Bearer token', ...headers }),
    ...(method === 'POST' && { body }),
  });
}

function describeAnswer(status: number, body: string): string {
  return `${status} ${body && JSON.parse(body).error.code}`;
}

function newService(): LogsIngestionService {
  return new LogsIngestionService({ ruleId: RULE, stream: STREAM, columns: COLUMNS, now: () => 1000 });
}

function post(service: LogsIngestionService, call: Call): string {
  const { status, body } = service.handle(wireRequest(request(service.endpoint, call)));
  return describeAnswer(status, body.toString());
}

const gzip = { 'content-encoding': 'gzip' };
const row = (bytes: number) => [{ User: 'x'.repeat(bytes - '[{"User":""}]'.length) }];

describe('the simulated Logs Ingestion API', () => {
  let local: LogsIngestion;
  beforeAll(async () => {
    local = await startLogsIngestion({ port: 0, ruleId: RULE, stream: STREAM, table: 'Table_CL', columns: COLUMNS });
  });
  afterAll(() => local.close());

  it.each<[string, string, Call]>([
    ['rows', '204 ', { body: '[{"User":"ann","Score":1},{"User":null}]' }],
    ['rows in gzip', '204 ', { body: gzipSync('[{"User":"ann"}]'), headers: gzip }],
    ['no rows', '204 ', {}],
    ['an unknown column', '400 InvalidRow', { body: '[{"User":"ann"},{"Colour":"red"}]' }],
    ['a value of another type', '400 InvalidRow', { body: '[{"Score":"1"}]' }],
    ['a row that is no object', '400 InvalidRow', { body: '[1]' }],
    ['an object', '400 InvalidBody', { body: '{}' }],
    ['what is not JSON', '400 InvalidBody', { body: '[{' }],
    ['what is not gzip', '400 InvalidBody', { headers: gzip }],
    ['another encoding', '400 InvalidContentEncoding', { headers: { 'content-encoding': 'br' } }],
    ['a large body', '413 ContentLengthLimitExceeded', { body: JSON.stringify(row(1_100_000)) }],
    [
      'a body large when unzipped',
      '413 ContentLengthLimitExceeded',
      { body: gzipSync(JSON.stringify(row(2e6))), headers: gzip },
    ],
    ['another method', '404 NotFound', { method: 'GET' }],
    ['another path', '404 NotFound', { path: '/' }],
    ['another rule', '404 NotFound', { path: PATH.replace(RULE, 'dcr-x') }],
    ['another stream', '400 InvalidStream', { path: PATH.replace(STREAM, 'x') }],
    ['another version', '400 InvalidApiVersion', { path: PATH.replace('2023', '2020') }],
    ['no token', '401 Unauthorized', { headers: { authorization: '' } }],
  ])('answers %s as the local one does: %s', async (_, expected, call) => {
    const real = await createDefaultHttpClient().sendRequest(request(local.endpoint, call));
    expect(describeAnswer(real.status, real.bodyAsText ?? '')).toBe(expected);
    expect(post(newService(), call)).toBe(expected);
  });

  it('takes a million bytes and no more, compressed or not, and counts what was too large', () => {
    const service = newService();
    for (const [bytes, expected] of [
      [1_000_000, '204 '],
      [1_000_001, '413 ContentLengthLimitExceeded'],
    ] as const) {
      const body = JSON.stringify(row(bytes));
      expect(Buffer.byteLength(body)).toBe(bytes);
      expect(post(service, { body })).toBe(expected);
      expect(post(service, { body: gzipSync(body), headers: gzip })).toBe(expected);
    }
    expect([service.requests, service.answers413, service.accepted.length]).toEqual([4, 2, 2]);
  });

  it('keeps rows in order with their time, and none of a request that it refuses', () => {
    let now = 1000;
    const service = new LogsIngestionService({ ruleId: RULE, stream: STREAM, columns: COLUMNS, now: () => now });
    service.isPoison = (row) => row.User === 'poison';
    expect(post(service, { body: '[{"User":"a"},{"User":"b"}]' })).toBe('204 ');
    now = 2000;
    expect(post(service, { body: '[{"User":"c"},{"User":"poison"}]' })).toBe('400 InvalidRow');
    expect(post(service, { body: '[{"User":"c"}]' })).toBe('204 ');
    expect(service.accepted).toEqual([
      { row: { User: 'a' }, at: 1000 },
      { row: { User: 'b' }, at: 1000 },
      { row: { User: 'c' }, at: 2000 },
    ]);
  });

  it('answers 403 until the role assignment takes effect', () => {
    let now = 1000;
    const service = new LogsIngestionService({ ruleId: RULE, stream: STREAM, columns: COLUMNS, now: () => now });
    service.allowedFrom = 1800;
    expect(post(service, { body: '[{"User":"a"}]' })).toBe('403 OperationFailed');
    now = 1800;
    expect(post(service, { body: '[{"User":"a"}]' })).toBe('204 ');
    expect(service.accepted).toHaveLength(1);
  });
});
