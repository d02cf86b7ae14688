import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import type { Column } from '../../../tools/local/logsIngestion/column';
import { type LogsIngestion, startLogsIngestion } from '../../../tools/local/logsIngestion/startLogsIngestion';

const RULE = 'dcr-0123456789abcdef0123456789abcdef';
const STREAM = 'Custom-AnomalousResourceAccessResult_CL';
const TABLE = 'AnomalousResourceAccessResult_CL';
const COLUMNS: Column[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'User', type: 'string' },
  { name: 'AnomalyScore', type: 'real' },
  { name: 'AccessCount', type: 'int' },
  { name: 'Bytes', type: 'long' },
  { name: 'Known', type: 'boolean' },
  { name: 'Detail', type: 'dynamic' },
];
const ROW = {
  TimeGenerated: '2026-01-02T03:04:05.678Z',
  User: 'CONTOSO\\ann',
  AnomalyScore: 3.5,
  AccessCount: 2,
  Bytes: 2 ** 40,
  Known: true,
  Detail: { share: ['a'] },
};

describe('the local Logs Ingestion endpoint', () => {
  let ingestion: LogsIngestion;
  beforeEach(async () => {
    ingestion = await startLogsIngestion({ port: 0, ruleId: RULE, stream: STREAM, table: TABLE, columns: COLUMNS });
  });
  afterEach(() => ingestion.close());

  function upload(...rows: Record<string, unknown>[]): Promise<void> {
    return logsIngestionClient({ endpoint: ingestion.endpoint, identity: { kind: 'azureCli' } }).upload(
      RULE,
      STREAM,
      rows,
    );
  }

  async function post(
    body: string | Uint8Array<ArrayBuffer>,
    {
      headers = {},
      path = `/dataCollectionRules/${RULE}/streams/${STREAM}?api-version=2023-01-01`,
      method = 'POST',
    } = {},
  ): Promise<{ status: number; code?: string; message?: string }> {
    const response = await fetch(`${ingestion.endpoint}${path}`, {
      method,
      headers: { authorization: 'Bearer token', ...headers },
      ...(method === 'POST' && { body }),
    });
    const text = await response.text();
    return { status: response.status, ...(text !== '' && JSON.parse(text).error) };
  }

  it('keeps what the real client uploads', async () => {
    await upload(ROW, { User: 'CONTOSO\\bob', AnomalyScore: null });
    expect(ingestion.query(`SELECT * FROM ${TABLE} ORDER BY User`)).toEqual([
      { ...ROW, Known: 1, Detail: '{"share":["a"]}' },
      {
        TimeGenerated: null,
        User: 'CONTOSO\\bob',
        AnomalyScore: null,
        AccessCount: null,
        Bytes: null,
        Known: null,
        Detail: null,
      },
    ]);
    expect(ingestion.query(`SELECT User FROM ${TABLE} WHERE AnomalyScore > ?`, 3)).toEqual([{ User: 'CONTOSO\\ann' }]);
  });

  it('keeps many rows, in the chunks the client makes', async () => {
    await upload(...Array.from({ length: 20_000 }, (_, index) => ({ ...ROW, AccessCount: index })));
    expect(ingestion.query(`SELECT count(*) AS rows, sum(AccessCount) AS sum FROM ${TABLE}`)).toEqual([
      { rows: 20_000, sum: 199_990_000 },
    ]);
  });

  it.each([
    ['an unknown column', { Colour: 'red' }, "Row 1: column 'Colour' is not in the table."],
    [
      'a date of another form',
      { TimeGenerated: 'Friday' },
      'must hold an ISO 8601 date and time in a string, not "Friday"',
    ],
    ['a number in quotes', { AnomalyScore: '3.5' }, `column 'AnomalyScore' (real) must hold a number, not "3.5"`],
    ['a fraction', { AccessCount: 1.5 }, "column 'AccessCount' (int) must hold a whole number of 32 bits, not 1.5"],
    ['a number over 32 bits', { AccessCount: 2 ** 31 }, 'must hold a whole number of 32 bits, not 2147483648'],
    ['a number over 53 bits', { Bytes: 2 ** 53 }, 'must hold a whole number up to 2^53'],
    ['a number for a string', { User: 5 }, "column 'User' (string) must hold a string, not 5"],
    ['a number for a boolean', { Known: 1 }, 'must hold true or false, not 1'],
    ['a row that is no object', 'text', 'Row 1: it is not a JSON object.'],
  ])('refuses %s and keeps nothing', async (_, row, message) => {
    expect(await post(JSON.stringify([ROW, row]))).toMatchObject({
      status: 400,
      code: 'InvalidRow',
      message: expect.stringContaining(message),
    });
    expect(ingestion.query(`SELECT count(*) AS rows FROM ${TABLE}`)).toEqual([{ rows: 0 }]);
  });

  it('takes gzip and plain bodies, and no other', async () => {
    const body = JSON.stringify([ROW]);
    expect(await post(body)).toEqual({ status: 204 });
    expect(await post(gzipSync(body), { headers: { 'content-encoding': 'gzip' } })).toEqual({ status: 204 });
    expect(await post(body, { headers: { 'content-encoding': 'gzip' } })).toMatchObject({
      status: 400,
      code: 'InvalidBody',
    });
    expect(await post(body, { headers: { 'content-encoding': 'br' } })).toMatchObject({
      code: 'InvalidContentEncoding',
    });
    expect(await post('[{')).toMatchObject({ status: 400, message: expect.stringContaining('not JSON') });
    expect(await post('{}')).toMatchObject({ status: 400, message: 'The body must be a JSON array of rows.' });
  });

  it('refuses more than 1 MiB, compressed or not', async () => {
    const body = JSON.stringify([{ User: 'x'.repeat(1_048_576) }]);
    expect(await post(body)).toMatchObject({ status: 413, code: 'ContentLengthLimitExceeded' });
    expect(await post(body.repeat(20))).toMatchObject({ status: 413 });
    expect(await post(gzipSync(body), { headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 413 });
  });

  it('knows one rule, one stream, one version', async () => {
    const at = (path: string, options = {}) => post('[]', { path, ...options });
    const path = `/dataCollectionRules/${RULE}/streams/${STREAM}`;
    expect(await at(`${path}?api%2Dversion=2023-01-01`)).toEqual({ status: 204 });
    expect(await at(path)).toMatchObject({ status: 400, code: 'InvalidApiVersion' });
    expect(await at(`${path}x?api-version=2023-01-01`)).toMatchObject({ status: 400, code: 'InvalidStream' });
    expect(await at(`/dataCollectionRules/dcr-x/streams/${STREAM}?api-version=2023-01-01`)).toMatchObject({
      status: 404,
    });
    expect(await at('/')).toMatchObject({ status: 404, code: 'NotFound' });
    expect(await at(path, { method: 'GET' })).toMatchObject({ status: 404 });
    expect(await at(path, { headers: { authorization: 'Basic x' } })).toMatchObject({ status: 401 });
  });

  it('keeps rows in a file from run to run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logs-'));
    const options = {
      port: 0,
      ruleId: RULE,
      stream: STREAM,
      table: TABLE,
      columns: COLUMNS,
      database: join(folder, 'logs.db'),
    };
    const memory = ingestion;
    for (const rows of [1, 2]) {
      ingestion = await startLogsIngestion(options);
      await upload(ROW);
      expect(ingestion.query(`SELECT count(*) AS rows FROM ${TABLE}`)).toEqual([{ rows }]);
      await ingestion.close();
    }
    ingestion = memory;
    rmSync(folder, { recursive: true });
  });

  it('names a database that is none', async () => {
    const options = { port: 0, ruleId: RULE, stream: STREAM, table: TABLE, columns: COLUMNS, database: __filename };
    await expect(startLogsIngestion(options)).rejects.toThrow(`${__filename} could not be used as a SQLite database`);
  });

  it('names the port in use', async () => {
    const port = Number(new URL(ingestion.endpoint).port);
    const again = startLogsIngestion({ port, ruleId: RULE, stream: STREAM, table: TABLE, columns: COLUMNS });
    await expect(again).rejects.toThrow(`Port ${port}, wanted by the local Logs Ingestion endpoint, is in use.`);
  });
});
