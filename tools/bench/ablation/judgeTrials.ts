import { PairNames } from '../../../shared/detectors/resourceAccess/pairNames';
import { scorerOf } from '../../../shared/evaluation/affinity';
import { judge } from '../../../shared/evaluation/judge';
import type { LabelledAccess } from '../../../shared/evaluation/labelledAccess';
import type { Verdict } from '../../../shared/evaluation/verdict';
import type { Access } from '../../../shared/events/access';
import { caseAblations } from './caseParts';
import { trialModels } from './trialModels';
import { trials } from './trials';

/** Figures of one scorer in one run: a company, or pairs held out of a graph. */
export interface TrialFigures {
  readonly scorer: string;
  readonly rocAuc: number;
  /** At 25 pairs a day. */
  readonly recall: number;
}

/** Judges all trials of the scorer on the same accesses. */
export function judgeTrials(
  training: readonly Access[],
  test: readonly LabelledAccess[],
  seed: number,
): TrialFigures[] {
  const models = trialModels(training, trials);
  const scorers = models.map((model, i) => ({ name: trials[i]!.name, fit: () => scorerOf(model) }));
  const parts = models[0]!.affinity.isTimed ? caseAblations(models[0]!) : [];
  return judge([...scorers, ...parts], training, test, { seed, resamples: 0 }).map(figuresOf);
}

function figuresOf({ scorer, rocAuc, budgets }: Verdict): TrialFigures {
  const { recall } = budgets.find(({ pairsPerDay }) => pairsPerDay === 25)!;
  return { scorer, rocAuc: rocAuc.value, recall: recall.value };
}

/** Accesses to what training has count for nothing, in scores and cases alike, and take most of the time. */
export function firstTimes(training: readonly Access[], test: readonly LabelledAccess[]): LabelledAccess[] {
  const names = new PairNames();
  for (const access of training) names.numberOf(access);
  const known = names.count;
  return test.filter(({ access }) => names.numberOf(access) >= known);
}
