import type { AccessGroup, DayScore, Explanation, Score } from '../../detector';
import type { Pair } from '../trainingSet';
import { type AffinityScoredModel, locate, scoringOf } from './affinityAccess';
import { signalNames } from './signals';

/** Why an access has its score: contributions that add up to it. */
export function explainAffinity(model: AffinityScoredModel, pair: Pair, { reason }: Score): Explanation {
  const { opener, place } = locate(model, pair);
  const { base, bySignal, score } = scoringOf(model).scorer.contributions(opener, place);
  const contributions = Object.fromEntries(signalNames.map((name, i) => [name, bySignal[i]!]));
  return { reasons: { score, base, contributions, reason }, text: '' };
}

export function explainUserDay(_model: AffinityScoredModel, _accesses: AccessGroup, _day: DayScore): Explanation {
  return { reasons: {}, text: '' };
}
