import type { LogsIngestionClient } from '@azure/monitor-ingestion';
import fc from 'fast-check';
import { deliverRows } from '../../../shared/sinks/deliverRows';
import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import { logsIngestionOutput } from '../../../shared/sinks/logsIngestionOutput';
import { requestBodies } from '../../../shared/sinks/requestBodies';
import { IngestionServer } from './ingestionServer';
import { rowOfBytes, type SizedRow } from './sizedRows';

/** What one body holds at most, and one field. */
const bodyLimit = 900_000;
const fieldLimit = 65_536;

const stream = { ruleId: 'dcr-1', stream: 'Custom-A_CL' };
const server = new IngestionServer();
let client: LogsIngestionClient;

beforeAll(async () => {
  await server.start();
  client = logsIngestionClient({ endpoint: server.endpoint, identity: { kind: 'azureCli' } });
});
beforeEach(() => server.reset());
afterEach(() => {
  for (const { bytes, compressedBytes } of server.requests) {
    expect(Math.max(bytes, compressedBytes)).toBeLessThanOrEqual(bodyLimit);
  }
  expect(server.tooLarge).toBe(0);
});
afterAll(() => server.close());

/** The rows of all requests; those of one as they came, requests, of which several are under way, by their first row. */
function received(): SizedRow[] {
  const batches = server.requests.map(({ rows }) => rows as unknown as SizedRow[]);
  return batches.sort((one, other) => one[0]!.id - other[0]!.id).flat();
}

const idsOf = (rows: readonly SizedRow[]) => rows.map(({ id }) => id);
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

it('delivers 100,000 tiny rows once each, in order, in as few requests as they fit into', async () => {
  const rows: SizedRow[] = Array.from({ length: 100_000 }, (_, id) => ({ id }));
  const { delivered, refused, error } = await deliverRows(client, stream, rows);
  expect([delivered.length, refused, error]).toEqual([rows.length, [], undefined]);
  expect(received()).toEqual(rows);
  expect(server.requests).toHaveLength(Math.ceil(bytesOf(rows) / bodyLimit));
});

describe('a row of 1.2 MB handed to the binding', () => {
  const settings = () => ({ ...stream, endpoint: server.endpoint, identity: { kind: 'azureCli' as const } });
  const binding = logsIngestionOutput<SizedRow>({ name: 'sizes', settings });
  const megabytes = 1_200_000;

  it('in one field is cut, flagged and delivered between its neighbours', async () => {
    const rows = [{ id: 0 }, { id: 1, Name: 'x'.repeat(megabytes), Truncated: false }, { id: 2 }];
    expect(await binding.deliver(rows)).toMatchObject({ delivered: rows, refused: [] });
    expect(received()).toEqual([{ id: 0 }, { id: 1, Name: 'x'.repeat(fieldLimit), Truncated: true }, { id: 2 }]);
  });

  it('in many fields is refused without a request, and its neighbours are delivered', async () => {
    const rows = [{ id: 0 }, rowOfBytes(1, megabytes), { id: 2 }];
    const { delivered, refused, error } = await binding.deliver(rows);
    expect([delivered, error]).toEqual([[rows[0], rows[2]], undefined]);
    expect(refused).toEqual([
      { row: rows[1], error: expect.objectContaining({ message: expect.stringContaining(`${megabytes} bytes`) }) },
    ]);
    expect(received()).toEqual([{ id: 0 }, { id: 2 }]);
  });
});

describe('a field of 70 KB', () => {
  it.each(['x', 'é', '€', '😀', '"'])('of %j is cut to 64 KB between characters, and its row flagged', async (unit) => {
    // One byte further each time, so that the limit falls on every byte of a character.
    const rows = [0, 1, 2, 3].map((id) => ({
      id,
      Name: 'y'.repeat(id) + unit.repeat(70_000 / Buffer.byteLength(unit)),
    }));
    await deliverRows(client, stream, rows);
    expect(received()).toHaveLength(rows.length);
    for (const { id, Name, Truncated } of received()) {
      const size = Buffer.byteLength(String(Name));
      expect(size).toBeLessThanOrEqual(fieldLimit);
      expect(size).toBeGreaterThan(fieldLimit - Buffer.byteLength(unit));
      expect(rows[id]!.Name.startsWith(String(Name))).toBe(true);
      expect(Truncated).toBe(true);
    }
  });
});

describe('rows whose body has', () => {
  const units = ['x', 'é', '😀', '"', '\\'];
  const cases = units.flatMap((unit) => [-1, 0, 1].map((offset) => [offset, unit] as const));
  /** Three rows, so that two commas count, of just so many bytes together, brackets included. */
  const rowsOf = (bytes: number, unit: string) => {
    const rows = [rowOfBytes(0, 400_000, unit), rowOfBytes(1, 60, unit)];
    return [...rows, rowOfBytes(2, bytes - bytesOf(rows) - 1, unit)];
  };

  it.each(
    cases,
  )('the limit %i bytes, of %j, go out in one request up to the limit and in two above', async (offset, unit) => {
    const rows = rowsOf(bodyLimit + offset, unit);
    expect(bytesOf(rows)).toBe(bodyLimit + offset);
    const sizes = offset > 0 ? [bytesOf(rows.slice(0, 2)), bytesOf(rows.slice(2))] : [bodyLimit + offset];
    expect(requestBodies(rows).bodies.map(({ bytes }) => bytes)).toEqual(sizes);

    expect((await deliverRows(client, stream, rows)).delivered).toHaveLength(3);
    expect(received()).toEqual(rows);
    expect(server.requests.map(({ bytes }) => bytes).sort((a, b) => a - b)).toEqual(sizes.toSorted((a, b) => a - b));
  });

  it.each([
    -1, 0, 1,
  ])('the limit %i bytes with one row are delivered up to the limit and refused above', async (offset) => {
    const row = rowOfBytes(0, bodyLimit + offset - bytesOf([]));
    const { delivered, refused } = await deliverRows(client, stream, [row]);
    expect([delivered.length, refused.length]).toEqual(offset > 0 ? [0, 1] : [1, 0]);
    expect(server.requests.map(({ bytes }) => bytes)).toEqual(offset > 0 ? [] : [bodyLimit + offset]);
  });
});

describe('rows of any size', () => {
  const most = 2_000_000;
  const bytes = fc.integer({ min: 0, max: 1000 }).map((exponent) => Math.round(most ** (exponent / 1000)));
  /** Its bytes in one field, which may be cut, or in as many as keep it whole. */
  const row = fc.tuple(bytes, fc.boolean(), fc.constantFrom('x', 'é', '😀', '"', '\\'));
  const rows = fc
    .array(row, { maxLength: 6 })
    .map((sizes) =>
      sizes.map(([size, isWide, unit], id) =>
        isWide
          ? rowOfBytes(id, Math.max(size, 100), unit)
          : { id, Name: unit.repeat(Math.ceil(size / Buffer.byteLength(unit))) },
      ),
    );
  /** A field over its limit is cut, so a row of one field always fits. */
  const fits = (one: SizedRow) => 'Name' in one || bytesOf([one]) <= bodyLimit;

  it('are packed in order into bodies none of which is over the limit, or named where they alone are', () => {
    fc.assert(
      fc.property(rows, (rows) => {
        const { bodies, unsendable } = requestBodies(rows);
        for (const body of bodies) expect(bytesOf(body.sent)).toBe(body.bytes);
        expect(Math.max(0, ...bodies.map(({ bytes }) => bytes))).toBeLessThanOrEqual(bodyLimit);
        expect(idsOf(bodies.flatMap((body) => body.rows))).toEqual(idsOf(rows.filter(fits)));
        expect(idsOf(unsendable.map((one) => one.row))).toEqual(idsOf(rows.filter((one) => !fits(one))));
      }),
      { numRuns: 500 },
    );
  });

  it('arrive once each and in order, or are refused without a request', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        server.requests.length = 0;
        const { delivered, refused, error } = await deliverRows(client, stream, rows);
        expect(error).toBeUndefined();
        const sendable = idsOf(rows.filter(fits));
        expect(idsOf(delivered).sort()).toEqual(sendable);
        expect(idsOf(received())).toEqual(sendable);
        expect(idsOf(refused.map((one) => one.row))).toEqual(idsOf(rows.filter((one) => !fits(one))));
        expect(Math.max(0, ...server.requests.map((request) => request.bytes))).toBeLessThanOrEqual(bodyLimit);
      }),
      { numRuns: 500 },
    );
  });
});
