import type { AffinityScoredModel } from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { affinityModel } from '../../../shared/evaluation/affinity';
import type { LabelledAccess } from '../../../shared/evaluation/labelledAccess';
import type { Access } from '../../../shared/events/access';
import { millisecondsPerDay } from '../../../shared/events/time';
import { companyAccesses } from '../../evaluate/companyAccesses';
import { legitimateDays } from './legitimateDays';
import { type ObservedDay, observeDay } from './observedDay';

const testDays = 28;
const nightlyDays = 7;
const lookBackDays = 30;

/** What was observed of a company, day after day. */
export interface ObservedCompany {
  readonly seed: number;
  /** By a model of the night before, as the app scores, where nothing but what is legitimate was learned from. */
  readonly nightly: readonly ObservedDay[];
  /** The same where the planted anomalies of the days before were learned from, too. */
  readonly contaminated: readonly ObservedDay[];
  /** By the model of the first night, for four weeks: pairs are learned every night, and nothing else. */
  readonly stale: readonly ObservedDay[];
}

/** @param seed of the company, of 2,000 people. */
export function observeCompany(seed: number, dailyBudget: number): ObservedCompany {
  const { training, test, testFrom } = companyAccesses({ seed, testDays });
  const first = affinityModel(training);
  const observe = (days: Iterable<readonly Access[]>, model: AffinityScoredModel) =>
    Array.from(days, (accesses) => observeDay(model, accesses, dailyBudget));
  const observeNightly = (mayLearn: (labelled: LabelledAccess) => boolean) => {
    const all = [...training, ...test.filter(mayLearn).map(({ access }) => access)];
    return Array.from({ length: nightlyDays }, (_, day) => {
      const midnight = testFrom + day * millisecondsPerDay;
      const from = midnight - lookBackDays * millisecondsPerDay;
      const learned = all.filter(({ time }) => time >= from && time < midnight);
      const ofDay = test.filter(({ access }) => Math.floor((access.time - midnight) / millisecondsPerDay) === 0);
      return observe(legitimateDays(learned, ofDay), day === 0 ? first : affinityModel(learned));
    }).flat();
  };
  return {
    seed,
    nightly: observeNightly(({ kind }) => kind === null),
    contaminated: observeNightly(() => true),
    stale: observe(legitimateDays(training, test), first),
  };
}
