import { logPoissonTail } from '../../../numerics/poisson';
import type { DayStep } from '../../detector';
import type { AffinityScorer } from './affinityScorer';
import { noveltyDays } from './habits';
import type { Opener, ResourcePlace } from './signalMeter';
import type { Usage } from './usage';

/** What an access of surprise -ln p adds to its user's day: nothing where more than one in e legitimate ones is as rare. */
const unsurprising = 1;
/** First-time accesses come in bursts, more than a Poisson count does: their number counts for a quarter. */
const countWeight = 0.25;

/**
 * What a user's day adds up to, access by access in the order of time:
 *
 *     caseScore_n = sum_{i <= n} max(0, s_i - 1)  +  1/4 c_n  +  s_n
 *
 * with s_i = -ln p_i the surprise of access i, p_i being the chance that a legitimate first-time access scores as high,
 * and c_n = -ln P(N >= n) that of the number of first-time accesses, N Poisson by the user's own rate.
 *
 * @param pValues of the accesses so far, in (0, 1]
 * @param rate first-time accesses a day that the user is expected to make, above 0
 */
export function caseScores(pValues: readonly number[], rate: number): number[] {
  let evidence = 0;
  return pValues.map((pValue, i) => {
    const surprise = -Math.log(pValue);
    evidence += Math.max(0, surprise - unsurprising);
    return evidence - countWeight * logPoissonTail(i + 1, rate) + surprise;
  });
}

/** The opener of a day's accesses, how rare the scores of legitimate ones of their tenant are, and how many a day. */
export interface DayContext {
  readonly usage: Usage;
  readonly scorer: AffinityScorer;
  readonly pValueOf: (score: number) => number;
  /** First-time accesses of the tenant a day. */
  readonly accessesPerDay: number;
}

/** Scores what a user opens for the first time in a day, each access in view of those before it. */
export function scoreDay(opener: Opener, places: readonly ResourcePlace[], context: DayContext): DayStep[] {
  const scores = places.map((place, i) => context.scorer.score({ ...opener, opened: places.slice(0, i) }, place));
  const pValues = scores.map(context.pValueOf);
  const cases = caseScores(pValues, expectedRate(opener, context));
  return scores.map((score, i) => ({ score, pValue: pValues[i]!, caseScore: cases[i]! }));
}

/**
 * First-time accesses a user is expected to make a day: the mean of their own latest rate and that of the tenant; of a
 * user who is new, that of newcomers on their first day.
 */
export function expectedRate({ tenant, user }: Opener, { usage, accessesPerDay }: DayContext): number {
  const { graph, users, tenants } = usage;
  const count = (graph.userStarts[tenant + 1] ?? 0) - (graph.userStarts[tenant] ?? 0);
  // A user who opens something new once a year is as quiet as any.
  const average = Math.max(accessesPerDay / Math.max(1, count), 1 / 365);
  if (user >= 0 && users.isNew[user] === 0) return (users.newPairs[user]! / noveltyDays + average) / 2;
  const newcomers = tenants.newcomers[tenant] ?? 0;
  return Math.max(average, ((tenants.firstPairs[tenant] ?? 0) + 1) / (newcomers + 1));
}
