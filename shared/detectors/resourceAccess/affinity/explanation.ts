import { pValue, scoreCount } from '../../../numerics/tailCalibration';
import type { AccessGroup, DayScore, Explanation, Score } from '../../detector';
import type { Pair } from '../trainingSet';
import { type AffinityScoredModel, locate, scoringOf } from './affinityAccess';
import { accessFacts } from './explanation/accessFacts';
import { type AccessReasons, type ScoreReasons, scoreReasons } from './explanation/accessReasons';
import { accessText, expectedText } from './explanation/accessText';
import { activityInsights } from './explanation/activityInsights';
import { dayText } from './explanation/dayText';
import { peerReasons } from './explanation/peerReasons';
import { shortName } from './explanation/shortName';
import { supportReasons } from './explanation/supportReasons';
import { accessWeight, expectedRate, surpriseOf } from './userDay';

/**
 * Why an access has its score. The numbers: base and contributions that sum up to the score, and sums of
 * those that belong together, flags in the words of UEBA, who
 * uses the resource, the user's peers and whether they do, and which of the user's resources speak for it
 * (docs/explanations.md). Of an access that is to be expected the base alone is the score.
 *
 * Of a tenant that was not learned from there is nothing to say.
 *
 * @param scored what {@link scoreByAffinity} says of it
 */
export function explainAffinity(model: AffinityScoredModel, pair: Pair, scored: Score): Explanation {
  const { reason } = scored;
  if (reason === 'noModel') return { reasons: {}, text: '' };
  if (reason === 'knownPair' || reason === 'ubiquitousUser') {
    const score = scored.score ?? 0;
    const expected: ScoreReasons = { reason, score, base: score, groups: {}, contributions: {} };
    return { reasons: { ...expected }, text: expectedText(pair, reason) };
  }
  const facts = accessFacts(model, pair);
  const reasons: AccessReasons = {
    ...scoreReasons(reason, scoringOf(model).scorer.contributions(facts.opener, facts.place)),
    ...activityInsights(facts),
    resourceUsers: facts.resourceUsers,
    serverUsers: facts.serverUsers,
    tenantUsers: facts.tenantUsers,
    ...peerReasons(facts),
    support: supportReasons(model, facts),
  };
  return { reasons: { ...reasons }, text: accessText(pair, scored, facts) };
}

/** Why a user's day has its score: how many first-time accesses, how many are usual, and the one least to be expected. */
export function explainUserDay(model: AffinityScoredModel, accesses: AccessGroup, day: DayScore): Explanation {
  const { opener } = locate(model, accesses[0]);
  const expectation = model.affinity.expectations[opener.tenant];
  const rate = expectedRate(opener, {
    ...scoringOf(model),
    accessesPerDay: expectation?.accessesPerDay ?? 0,
    pValueOf: (score) => (expectation === undefined ? 1 : pValue(expectation.accesses, score)),
  });
  const strangest = day.steps.reduce((highest, step, i) => (step.score > day.steps[highest]!.score ? i : highest), 0);
  const highest = day.steps.reduce((one, other) => (other.caseScore > one.caseScore ? other : one));
  const reasons = {
    firstTimeAccesses: accesses.length,
    expectedRate: rate,
    evidence: highest.caseScore - accessWeight * surpriseOf(highest.pValue),
    strangest: { resource: shortName(accesses[strangest]!.resource), ...day.steps[strangest]! },
  };
  const comparedWith = {
    days: expectation?.days ? scoreCount(expectation.days) : 0,
    accesses: expectation === undefined ? 0 : scoreCount(expectation.accesses),
  };
  return { reasons, text: dayText(accesses, day, rate, strangest, comparedWith) };
}
