import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ColumnRequest, ParquetError, readColumns } from '../../../../tools/byoml/parquet/readColumns';
import { writeColumns } from '../../../../tools/byoml/parquet/writeColumns';
import { damagedBy, damages } from '../../../support/damages';

const requests: Readonly<Record<string, ColumnRequest>> = {
  tenants: { column: 'tenant', kind: 'name' },
  vectors: { column: 'vector', kind: 'vector' },
  names: { column: 'name', kind: 'name' },
};

let folder: string;
let own: Uint8Array;
let expected: Awaited<ReturnType<typeof readColumns>>;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-parquet-'));
  path = join(folder, 'part.parquet');
  await writeColumns(path, [
    { name: 'tenant', type: 'string', data: Array.from({ length: 60 }, (_, i) => (i % 7 ? 'north' : null)) },
    { name: 'vector', type: 'array<double>', data: Array.from({ length: 60 }, (_, i) => (i === 9 ? null : [i, 1, 0])) },
    { name: 'name', type: 'string', data: Array.from({ length: 60 }, (_, i) => `user ${i % 11}`) },
  ]);
  own = await readFile(path);
  expected = await readColumns(path, own, requests);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a file gives, or undefined if it is refused in a sentence that names it. */
async function read(bytes: Uint8Array) {
  try {
    return await readColumns(path, bytes, requests);
  } catch (error) {
    if (!(error instanceof ParquetError)) throw error;
    expect(error.message).toContain(path);
    return undefined;
  }
}

describe('a Parquet file', () => {
  it('is read as it was written, nulls and all', () => {
    expect(expected.tenants!.slice(0, 2)).toEqual([null, 'north']);
    expect(expected.vectors!.slice(8, 11)).toEqual([Float64Array.of(8, 1, 0), null, Float64Array.of(10, 1, 0)]);
    expect(expected.names).toHaveLength(60);
  });

  it('without checksums, with any bytes changed, is read or refused, and makes nobody wait', async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (changes) => {
        const columns = await read(damagedBy(own, changes));
        if (columns === undefined) return;
        for (const values of Object.values(columns)) expect(values.length).toBeLessThan(1000);
      }),
      { numRuns: 3000 },
    );
  });

  it('cut anywhere is refused', async () => {
    for (let length = 0; length < own.length; length++) expect(await read(own.subarray(0, length))).toBeUndefined();
  });
});
