import { affinityModel } from '../../../shared/evaluation/affinity';
import { companyAccesses } from '../../evaluate/companyAccesses';
import { legitimateDays } from './legitimateDays';
import { type ObservedDay, observeDay } from './observedDay';

const testDays = 28;
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

/** @param seed of the company, of 2,000 people. */
export function observeCompany(seed: number, dailyBudget: number): ObservedCompany {
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
