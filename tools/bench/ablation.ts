import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { holdOut } from '../../shared/evaluation/holdOut';
import { defaultIdentityRules } from '../../shared/events/identity';
import { Progress } from '../byoml/progress';
import { companyAccesses } from '../evaluate/companyAccesses';
import { type EvaluationInput, readEvaluationInput } from '../evaluate/evaluationInput';
import { ablationPage } from './ablation/ablationPage';
import { firstTimes, judgeTrials, type TrialFigures } from './ablation/judgeTrials';
import { describeEnvironment } from './environment';
import { projectFolder } from './projectFolder';

// npm run evaluate:ablation [-- PAIRS…]: what each signal and each part of the scorer is worth, on ten invented companies
// and on the graph of the pairs of .tsv or .csv files. Writes tools/bench/results/ablation.{json,md}.

const companySeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const graphSeed = 1;
const heldOutShare = 0.05;
const reading = {
  reader: resourceAccess.reader(defaultIdentityRules),
  header: undefined,
  labelColumn: 'Label',
  progress: new Progress(),
};

async function main(paths: readonly string[]): Promise<void> {
  // Read before anything is judged, which takes minutes, so that a word that is no file is told at once.
  const pairs = paths.length > 0 ? (await readEvaluationInput(paths, reading)).pairs : null;
  const companies = companySeeds.map((seed) => {
    process.stderr.write(`company ${seed}\n`);
    const { training, test } = companyAccesses({ seed });
    return judgeTrials(training, firstTimes(training, test), seed);
  });
  const graph = pairs && judgeGraph(pairs);
  const page = ablationPage({ companies, graph });
  process.stdout.write(page);
  const results = join(projectFolder, 'tools/bench/results');
  const environment = describeEnvironment(['npm run evaluate:ablation --', ...paths].join(' '), {});
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'ablation.json'), `${JSON.stringify({ environment, companies, graph }, null, 1)}\n`);
  writeFileSync(join(results, 'ablation.md'), page);
}

/** Pairs held out beside others that do not exist. A graph takes minutes, and says much at once: it is judged once. */
function judgeGraph(pairs: EvaluationInput['pairs']): TrialFigures[] {
  const { training, test } = holdOut(pairs, heldOutShare, graphSeed);
  return judgeTrials(training, test, graphSeed);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
