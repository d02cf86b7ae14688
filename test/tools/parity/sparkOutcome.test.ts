import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainAccessAnomaly } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import { foldedVectors } from '../../../shared/detectors/resourceAccess/model';
import { dataFactoryCase } from '../../../tools/parity/dataFactoryCases';
import { ourOutcome } from '../../../tools/parity/outcome';
import { readSparkOutcome } from '../../../tools/parity/sparkOutcome';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'byoml-parity-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const { rows, pairs, parameters } = dataFactoryCase('mixed-implicit-joint');
const model = trainAccessAnomaly(rows, { ...parameters, iterations: 2 });
const outcome = ourOutcome(model, pairs);
const { users, resources } = foldedVectors(model);
const vectors = Float64Array.from([...users, ...resources].flatMap((vector) => [...vector]));

function write(numbers: Float64Array): void {
  writeFileSync(join(folder, 'names.json'), JSON.stringify({ users: outcome.users, resources: outcome.resources }));
  writeFileSync(join(folder, 'vectors.f64'), numbers);
  writeFileSync(join(folder, 'scores.f64'), outcome.scores);
}

describe('readSparkOutcome', () => {
  it('unfolds to the factors that were folded, to the last bit, of two tenants', () => {
    write(vectors);
    expect(readSparkOutcome(folder, 10)).toEqual(outcome);
    expect(new Set(outcome.users.map(([tenant]) => tenant))).toEqual(new Set(['0', '1']));
    expect(outcome.scores.some((score) => score === Number.POSITIVE_INFINITY)).toBe(true);
  });

  it('refuses vectors that are not one a name', () => {
    write(vectors.subarray(12));
    expect(() => readSparkOutcome(folder, 10)).toThrow(/not 12 for each of/);
  });
});
