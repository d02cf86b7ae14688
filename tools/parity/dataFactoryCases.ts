import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenParameters } from '../../shared/detectors/resourceAccess/parameters';
import type { TrainingPair } from '../../shared/detectors/resourceAccess/trainingSet';
import { projectFolder } from '../bench/projectFolder';
import { allPairs, type ParityBars, type ParityCase } from './parityCase';

const bars: ParityBars = { factorDifference: 1e-4, rankCorrelation: 0.999, lossExcess: 1e-3 };

/** Ten iterations are what SynapseML's own tests make of these sets, 25 are its default. */
const ofTests = { iterations: 10 };
const ofDefault = { iterations: 25 };
const separate = { separateTenants: true };
const explicit = { implicitFeedback: false };

/** Training sets of SynapseML's DataFactory, that of each tenant, and what is learned from them how. */
const plan: readonly (readonly [name: string, sets: readonly string[], parameters: GivenParameters])[] = [
  ['fixed-implicit', ['fixed'], ofDefault],
  ['fixed-explicit', ['fixed'], { ...ofDefault, ...explicit }],
  ['test-implicit-joint', ['test_training', 'test_training'], ofTests],
  ['test-implicit-separate', ['test_training', 'test_training'], { ...ofTests, ...separate }],
  ['test-explicit-joint', ['test_training', 'test_training'], { ...ofTests, ...explicit }],
  ['test-explicit-separate', ['test_training', 'test_training'], { ...ofTests, ...explicit, ...separate }],
  ['notebook-implicit', ['nb_training'], ofDefault],
  ['notebook-explicit', ['nb_training'], { ...ofDefault, ...explicit }],
  ['mixed-implicit-joint', ['nb_training', 'cc_training_multi'], ofDefault],
  ['mixed-implicit-separate', ['nb_training', 'cc_training_multi'], { ...ofDefault, ...separate }],
  ['full-implicit', ['enrich_training_ratio1'], ofDefault],
];

/** The accesses that SynapseML's tests and its notebook judge what was learned by. */
const judged: Readonly<Record<string, { readonly intra: string; readonly inter: string }>> = {
  test_training: { intra: 'test_intra', inter: 'test_inter' },
  nb_training: { intra: 'nb_intra', inter: 'nb_inter' },
};

export const dataFactoryNames: readonly string[] = plan.map(([name]) => name);

/** @throws RangeError for a name that is not one of {@link dataFactoryNames}. */
export function dataFactoryCase(name: string): ParityCase {
  const planned = plan.find(([known]) => known === name);
  if (planned === undefined) throw new RangeError(`"${name}" is no case of the DataFactory sets`);
  const [, sets, parameters] = planned;
  const rows = sets.flatMap(readSet);
  return { name, parameters, rows, pairs: allPairs(rows), separation: separationOf(sets), bars };
}

function separationOf(sets: readonly string[]): ParityCase['separation'] {
  const known = sets.map((set) => judged[set]);
  if (known.includes(undefined)) return null;
  return {
    intra: known.flatMap((files, tenant) => readSet(files!.intra, tenant)),
    inter: known.flatMap((files, tenant) => readSet(files!.inter, tenant)),
  };
}

/** Rows `user,res,likelihood` of a set, as those of the tenant of that number. */
function readSet(name: string, tenant: number): TrainingPair[] {
  const text = readFileSync(join(projectFolder, 'test/fixtures/datafactory', `${name}.csv`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [user = '', resource = '', likelihood] = line.split(',');
      return { tenant: String(tenant), user, resource, likelihood: Number(likelihood) };
    });
}
