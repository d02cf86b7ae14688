import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainingPair } from '../../../shared/detectors/resourceAccess/trainingSet';
import { Indexer } from '../../../shared/numerics/indexer';
import { negativesOf, readRows, writeCaseFiles } from '../../../tools/parity/caseFiles';
import { dataFactoryCase, dataFactoryNames } from '../../../tools/parity/dataFactoryCases';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'byoml-parity-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the files both sides read', () => {
  it('hold the rows of a case, and its pairs by their number', async () => {
    const parityCase = dataFactoryCase('test-implicit-joint');
    const files = await writeCaseFiles(folder, parityCase);
    const rows: TrainingPair[] = [];
    for await (const row of readRows(files.rows)) rows.push(row);
    expect(rows).toEqual(parityCase.rows);
    expect(parityCase.rows).toHaveLength(2 * 328);
    const pairs = readFileSync(files.pairs, 'utf8').trimEnd().split('\n');
    expect(pairs).toHaveLength(2 * 22 * 106);
    expect(pairs.map((line) => line.split('\t')[0])).toEqual(pairs.map((_, at) => String(at)));
    expect(files.negatives).toBeNull();
  });
});

describe('negativesOf', () => {
  it.each(['test-explicit-joint', 'test-explicit-separate'])('%s: are pairs of a tenant that do not occur', (name) => {
    const parityCase = dataFactoryCase(name);
    const { rows } = parityCase;
    const isReset = parityCase.parameters.separateTenants === true;
    const [users, resources] = [
      indexer(
        rows.map(({ user }) => user),
        isReset,
      ),
      indexer(
        rows.map(({ resource }) => resource),
        isReset,
      ),
    ];
    const seen = new Set(rows.map(({ tenant, user, resource }) => `${tenant}\t${user}\t${resource}`));
    const drawn = negativesOf(parityCase)!.map(([tenant, user, resource]) => {
      return `${tenant}\t${users.valueAt(tenant, user)}\t${resources.valueAt(tenant, resource)}`;
    });
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn.filter((pair) => seen.has(pair) || pair.includes('undefined'))).toEqual([]);
    // N cells, P of them seen, n draws: (N - P) (1 - (1 - 1/N)^n) are expected of each tenant.
    const [cells, draws] = [22 * 106, 2 * 328];
    const expected = 2 * (cells - 328) * (1 - (1 - 1 / cells) ** draws);
    expect(Math.abs(drawn.length / expected - 1)).toBeLessThan(0.1);
  });

  it('are none in implicit feedback', () => {
    expect(dataFactoryNames.filter((name) => negativesOf(dataFactoryCase(name)) !== null)).toEqual(
      dataFactoryNames.filter((name) => name.includes('explicit')),
    );
  });
});

/** Both tenants of a test case hold the same names. */
function indexer(names: readonly string[], isReset: boolean): Indexer {
  const values = [...new Set(names)].sort();
  return new Indexer(
    ['0', '1'].map((partition) => ({ partition, values })),
    isReset,
  );
}
