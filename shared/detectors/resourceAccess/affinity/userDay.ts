import { NegativeBinomialTail } from '../../../numerics/negativeBinomial';
import type { DayStep } from '../../detector';
import type { AffinityScorer } from './affinityScorer';
import type { Opener, ResourcePlace } from './signalMeter';
import type { Usage } from './usage';

/** Rarer than one in a million is what no company's held-out days can tell: it counts as that. */
const greatestSurprise = Math.log(1e6);
/** The mean of -ln p of legitimate accesses: p is uniform, and so that is exponential. */
const usualSurprise = 1;
/**
 * First-time accesses come in bursts. This size of the negative binomial told days apart best on ten invented companies; 0.3
 * and 1 did nearly as well.
 */
const burstSize = 0.5;
/** No number of them is taken for rarer than one in a thousand: a new server brings a hundred at once. */
const greatestCountEvidence = Math.log(1e3);
/** An access counts twice for itself, or the one strange access of a day would stand below the many ordinary ones of another. */
export const accessWeight = 2;

/** Later accesses are seen in view of so many before them, the latest ones. */
const mostOpened = 100;

/** The opener of a day's accesses, how rare the scores of legitimate ones of their tenant are, and how many a day. */
export interface DayContext {
  readonly usage: Usage;
  readonly scorer: AffinityScorer;
  readonly pValueOf: (score: number) => number;
  /** First-time accesses of the tenant a day. */
  readonly accessesPerDay: number;
}

/**
 * What a user's day adds up to, access by access in the order of time. Each access is scored in view of what the user
 * opened before it that day, and
 *
 *     caseScore_n = e_n  +  min(c_n, ln 10^3)  +  2 s_n,   e_n = max(0, e_{n-1} + s_n - 1),   e_0 = 0
 *
 * with s_i = min(-ln p_i, ln 10^6) the surprise of access i, p_i the chance that a legitimate first-time access scores as
 * high, e_n what the accesses add up to, a walk that goes nowhere with legitimate ones ({@link evidenceAfter}), and
 * c_n = -ln P(N >= n) that of the number of first-time accesses, N negative binomial with the user's own rate as its mean.
 */
export class UserDay {
  readonly #opener: Opener;
  readonly #context: DayContext;
  readonly #count: NegativeBinomialTail;
  readonly #opened: ResourcePlace[] = [];
  #evidence = 0;

  constructor(opener: Opener, context: DayContext) {
    this.#opener = opener;
    this.#context = context;
    this.#count = new NegativeBinomialTail(expectedRate(opener, context), burstSize);
  }

  /** @param place opened for the first time, each once a day */
  add(place: ResourcePlace): DayStep {
    const score = this.#context.scorer.score({ ...this.#opener, opened: this.#opened }, place);
    const pValue = this.#context.pValueOf(score);
    const surprise = surpriseOf(pValue);
    this.#opened.push(place);
    if (this.#opened.length > mostOpened) this.#opened.shift();
    this.#count.advance();
    this.#evidence = evidenceAfter(this.#evidence, surprise);
    return { score, pValue, caseScore: this.soFar + accessWeight * surprise };
  }

  /** What the day adds up to without an access of its own: the sum and the count; 0 before the first access. */
  get soFar(): number {
    return this.#evidence + Math.min(greatestCountEvidence, -Math.log(this.#count.chance));
  }
}

/** How surprising an access is, by the chance that a legitimate first-time access scores as high: 0 to ln 10^6. */
export function surpriseOf(pValue: number): number {
  return Math.min(greatestSurprise, -Math.log(pValue));
}

/**
 * Evidence that a day is none of its user's, with one more access: a cumulative sum that starts anew where it would fall
 * below 0 (Page, Continuous inspection schemes, Biometrika 41, 1954).
 */
export function evidenceAfter(evidence: number, surprise: number): number {
  return Math.max(0, evidence + surprise - usualSurprise);
}

/** All of a day at once. */
export function scoreDay(opener: Opener, places: readonly ResourcePlace[], context: DayContext): DayStep[] {
  const day = new UserDay(opener, context);
  return places.map((place) => day.add(place));
}

/**
 * First-time accesses a user is expected to make a day: the tenant's average times what their habits make of it; of a
 * user who is new, that of newcomers on their first day.
 */
export function expectedRate({ tenant, user }: Opener, { usage, scorer, accessesPerDay }: DayContext): number {
  const { graph, users, tenants } = usage;
  const count = (graph.userStarts[tenant + 1] ?? 0) - (graph.userStarts[tenant] ?? 0);
  // Above 0, or any access at all would be out of the question where none was held out.
  const average = Math.max(accessesPerDay / Math.max(1, count), 1 / 365);
  if (user >= 0 && users.isNew[user] === 0) return average * scorer.activityOf({ tenant, user });
  const newcomers = tenants.newcomers[tenant] ?? 0;
  return Math.max(average, ((tenants.firstPairs[tenant] ?? 0) + 1) / (newcomers + 1));
}
