import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { holdOut } from '../../shared/evaluation/holdOut';
import { defaultIdentityRules } from '../../shared/events/identity';
import { Progress } from '../byoml/progress';
import { companyAccesses } from '../evaluate/companyAccesses';
import { readEvaluationInput } from '../evaluate/evaluationInput';
import { ablationPage } from './ablation/ablationPage';
import { firstTimes, judgeTrials } from './ablation/judgeTrials';
import { describeEnvironment } from './environment';
import { projectFolder } from './projectFolder';

// npm run evaluate:ablation -- PAIRS…: what each signal and each part of the scorer is worth, on ten invented companies
// and on the graphs of pairs of .tsv or .csv files. Writes tools/bench/results/ablation.{json,md}.

const companySeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const graphSeeds = [1, 2, 3];
const heldOutShare = 0.05;
const reading = {
  reader: resourceAccess.reader(defaultIdentityRules),
  header: undefined,
  labelColumn: 'Label',
  progress: new Progress(),
};

async function main(paths: readonly string[]): Promise<void> {
  const companies = companySeeds.map((seed) => {
    process.stderr.write(`company ${seed}\n`);
    const { training, test } = companyAccesses({ seed });
    return judgeTrials(training, firstTimes(training, test), seed);
  });
  const { pairs } = paths.length > 0 ? await readEvaluationInput(paths, reading) : { pairs: [] };
  const graphs = (pairs.length > 0 ? graphSeeds : []).map((seed) => {
    process.stderr.write(`pairs held out with seed ${seed}\n`);
    const { training, test } = holdOut(pairs, heldOutShare, seed);
    return judgeTrials(training, test, seed);
  });
  const page = ablationPage({ companies, graphs });
  process.stdout.write(page);
  const results = join(projectFolder, 'tools/bench/results');
  const environment = describeEnvironment(['npm run evaluate:ablation --', ...paths].join(' '), {});
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'ablation.json'), `${JSON.stringify({ environment, companies, graphs }, null, 1)}\n`);
  writeFileSync(join(results, 'ablation.md'), page);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
