import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationPage } from './calibration/calibrationPage';
import { observeCompany } from './calibration/observedCompany';
import { describeEnvironment } from './environment';
import { projectFolder } from './projectFolder';

// npm run evaluate:calibration [-- SEED…]: whether as many legitimate accesses of invented companies are rare as their
// p-values say. Writes tools/bench/results/calibration.{json,md} where it is not told which companies.

const usualSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const dailyBudget = 25;

function main(words: readonly string[]): void {
  const seeds = words.length > 0 ? words.map(seedOf) : usualSeeds;
  const companies = seeds.map((seed) => {
    process.stderr.write(`company ${seed}\n`);
    return observeCompany(seed, dailyBudget);
  });
  const calibration = { dailyBudget, companies };
  const page = calibrationPage(calibration);
  process.stdout.write(page);
  if (words.length > 0) return;
  const results = join(projectFolder, 'tools/bench/results');
  const environment = describeEnvironment('npm run evaluate:calibration', {});
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'calibration.json'), `${JSON.stringify({ environment, ...calibration })}\n`);
  writeFileSync(join(results, 'calibration.md'), page);
}

function seedOf(word: string): number {
  const seed = Number(word);
  if (word !== '' && Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new RangeError(
    `"${word}" is no seed of a company: npm run evaluate:calibration [-- SEED…], whole numbers from 0 on`,
  );
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
