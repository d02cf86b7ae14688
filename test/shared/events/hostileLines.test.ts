import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { InputError } from '../../../shared/events/inputError';
import { emptyReadCounts, type ReadCounts } from '../../../shared/events/readCounts';
import { rowAccesses } from '../../../shared/events/rowAccesses';
import { messageOf, score, scoring } from '../../support/scoring';
import { chunksOf, collect } from './chunks';
import { accessesOf, append, ExportStorage, workspaceRoot } from './exportContainer';
import { hostileBody } from './hostileBodies';
import { hostileRow, hostileRuns } from './hostileRows';

const { reader } = scoring;
const chunkBytes = fc.integer({ min: 500, max: 5000 });
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** A line of a blob: a row, an envelope of some, or no JSON at all. */
const line: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: hostileRow },
  { weight: 3, arbitrary: fc.array(hostileRow, { maxLength: 3 }).map((rows) => `{"records":[${rows.join(',')}]}`) },
  { weight: 1, arbitrary: fc.tuple(hostileRow, fc.nat()).map(([row, at]) => row.slice(0, at % row.length)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', '')) },
);

async function read(bytes: Uint8Array | string, chunkBytes?: number): Promise<ReadCounts> {
  const counts = emptyReadCounts();
  await collect(rowAccesses(chunksOf(bytes, chunkBytes), 'PT05M.json', { reader, counts }));
  return counts;
}

/** The accesses, and what is skipped for which reason, that scoring makes of lines that come as a message each. */
function scored(lines: readonly string[]) {
  const { counts, unreadable } = score(lines.filter((text) => text.trim() !== '').map(messageOf));
  const { duplicate = 0, ...skipped } = counts.skipped;
  return { accesses: counts.scored + duplicate, skipped, unreadable };
}

it('reads from the lines of a blob what scoring reads from the same lines as messages', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 4 }), fc.boolean(), chunkBytes, async (lines, zip, size) => {
      const text = lines.map((one) => `${one}\n`).join('');
      const counts = await read(zip ? gzipSync(text, { level: 1 }) : text, size);
      expect(counts.rows).toBe(counts.accesses + sum(counts.skipped) + sum(counts.problems));
      const { accesses, skipped, unreadable } = scored(lines);
      expect(counts.accesses).toBe(accesses);
      expect(counts.problems.notJson).toBe(unreadable.filter(({ reason }) => reason === 'notJson').length);
      // A document that holds no rows is parked by scoring, and skipped by training as a row of another kind.
      const noRows = unreadable.filter(({ reason }) => reason === 'noRecords').length;
      expect(sum(counts.skipped)).toBe(sum(skipped) + noRows);
    }),
    hostileRuns,
  );
});

it('reads any bytes to their end, or says that their gzip is damaged', async () => {
  await fc.assert(
    fc.asyncProperty(hostileBody, chunkBytes, async (body, size) => {
      if (!(body instanceof Uint8Array || typeof body === 'string')) return;
      try {
        const counts = await read(body, body.length > 100_000 ? undefined : size);
        expect(counts.rows).toBe(counts.accesses + sum(counts.skipped) + sum(counts.problems));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as InputError).message).toMatch(/^PT05M\.json cannot be read to its end: its gzip data/);
      }
    }),
    hostileRuns,
  );
});

describe('an export', () => {
  let storage: ExportStorage;
  beforeAll(async () => {
    storage = await ExportStorage.start();
  });
  afterAll(() => storage.close());

  it('of 10,000 hostile lines in healthy and damaged blobs is read and accounted for', async () => {
    const container = await storage.container();
    const lines = fc.sample(line, hostileRuns.numRuns);
    const day = `${workspaceRoot}y=2026/m=11/d=20/h=08/`;
    const text = (part: number) =>
      lines
        .slice(part * 2500, (part + 1) * 2500)
        .map((one) => `${one}\n`)
        .join('');
    await append(container, `${day}m=00/PT05M.json`, text(0));
    await append(container, `${day}m=05/PT05M.json`, text(1));
    await append(container, `${day}m=10/PT05M.json.gz`, gzipSync(text(2)));
    const damaged = gzipSync(text(3));
    await append(container, `${day}m=15/PT05M.json.gz`, damaged.subarray(0, damaged.length - 9));

    const counts = emptyReadCounts();
    const window = { from: 0, to: Date.parse('9999-12-31T23:59:59Z') };
    const accesses = await collect(accessesOf(container, window, { reader, counts }));
    expect(counts).toMatchObject({ sources: 4, unreadableSources: 1, accesses: accesses.length });
    expect(counts.rows).toBe(counts.accesses + sum(counts.skipped) + sum(counts.problems));
    // What the three healthy blobs hold, copies apart, is the least there is.
    const { accesses: least } = scored(lines.slice(0, 7500));
    expect(counts.accesses + counts.skipped.duplicate + counts.skipped.outsideWindow).toBeGreaterThanOrEqual(least);
  });
});
