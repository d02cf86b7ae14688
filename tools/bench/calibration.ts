import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { affinityModel } from '../../shared/evaluation/affinity';
import { companyAccesses } from '../evaluate/companyAccesses';
import { calibrationPage } from './calibration/calibrationPage';
import { legitimateDays } from './calibration/legitimateDays';
import { type ObservedDay, observeDay } from './calibration/observedDay';
import { describeEnvironment } from './environment';
import { projectFolder } from './projectFolder';

// npm run evaluate:calibration [-- SEED…]: whether as many legitimate accesses of invented companies are rare as their
// p-values say. Writes tools/bench/results/calibration.{json,md} where it is not told which companies.

const usualSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const testDays = 28;
const dailyBudget = 25;

const nightlyDays = 7;
const lookBackDays = 30;
const millisecondsPerDay = 86_400_000;

/** What was observed of a company, day after day. */
export interface ObservedCompany {
  readonly seed: number;
  /** By a model of the night before, as the app scores. */
  readonly nightly: readonly ObservedDay[];
  /** By the model of the first night, for four weeks: pairs are learned every night, and nothing else. */
  readonly stale: readonly ObservedDay[];
}

export interface Calibration {
  readonly dailyBudget: number;
  readonly companies: readonly ObservedCompany[];
}

function main(words: readonly string[]): void {
  const seeds = words.length > 0 ? words.map(Number) : usualSeeds;
  const companies = seeds.map((seed) => {
    process.stderr.write(`company ${seed}\n`);
    return observeCompany(seed);
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

function observeCompany(seed: number): ObservedCompany {
  const { training, test, testFrom } = companyAccesses({ seed, testDays });
  const first = affinityModel(training);
  const stale = [...legitimateDays(training, test)].map((day) => observeDay(first, day, dailyBudget));
  const all = [...training, ...test.map(({ access }) => access)];
  const nightly = Array.from({ length: nightlyDays }, (_, day) => {
    const midnight = testFrom + day * millisecondsPerDay;
    const from = midnight - lookBackDays * millisecondsPerDay;
    const learned = all.filter(({ time }) => time >= from && time < midnight);
    const ofDay = test.filter(({ access }) => Math.floor((access.time - midnight) / millisecondsPerDay) === 0);
    const model = day === 0 ? first : affinityModel(learned);
    return [...legitimateDays(learned, ofDay)].map((accesses) => observeDay(model, accesses, dailyBudget));
  });
  return { seed, nightly: nightly.flat(), stale };
}

main(process.argv.slice(2));
