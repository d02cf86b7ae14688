import { ActionableError } from '../errors';
import type { Access } from '../events/access';
import type { CandidateScorer } from './candidate';
import { type JudgedPairs, judgedPairs } from './judgedPairs';
import type { LabelledAccess } from './labelledAccess';
import type { Verdict } from './verdict';
import { verdictOf } from './verdictOf';

/** Accesses that nothing can be judged by; the message says what is missing. */
export class EvaluationError extends ActionableError {}

export interface JudgeOptions {
  /** Seed of the resamples, and of the order of equal scores; 0 by default. */
  readonly seed?: number | undefined;
  /** Resamples the intervals are made of; 1,000 by default, 0 leaves the intervals NaN. */
  readonly resamples?: number | undefined;
}

/**
 * Judges scorers by how they rank the (tenant, user, resource) pairs that come up for the first time in a test window,
 * each at its first access there. A function of its arguments alone, in a few arrays of a number a pair.
 *
 * @param training accesses before the window.
 * @param test accesses of the window, in any order.
 * @returns a verdict for each candidate, and another for the `caseScore` of one that has it, in the order given.
 * @throws EvaluationError where there is no training, or no pair to judge; where a scorer scores NaN.
 */
export function judge(
  candidates: readonly CandidateScorer[],
  training: readonly Access[],
  test: readonly LabelledAccess[],
  { seed = 0, resamples = 1000 }: JudgeOptions = {},
): Verdict[] {
  if (training.length === 0) throw new EvaluationError('there is no access to train on: move the split to later');
  const window = test.toSorted((one, other) => one.access.time - other.access.time);
  const pairs = judgedPairs(training, window);
  if (pairs.accessAt.length === 0) {
    throw new EvaluationError(
      'no user opens a resource for the first time in the test window: let it be longer, or end training earlier',
    );
  }
  return candidates.flatMap((candidate) =>
    scoresOf(candidate, training, window, pairs).map(({ scorer, scores }) =>
      verdictOf(scorer, scores, pairs, { seed, resamples }),
    ),
  );
}

interface GivenScores {
  readonly scorer: string;
  /** One score a judged pair. */
  readonly scores: readonly (number | null)[];
}

function scoresOf(
  candidate: CandidateScorer,
  training: readonly Access[],
  window: readonly LabelledAccess[],
  { accessAt }: JudgedPairs,
): GivenScores[] {
  const { name } = candidate;
  const fitted = candidate.fit(training);
  const scores: (number | null)[] = [];
  const caseScores: (number | null)[] = [];
  window.forEach(({ access }, position) => {
    const score = checked(fitted.score(access), name);
    const caseScore = checked(fitted.caseScore?.(access) ?? null, name);
    if (accessAt[scores.length] !== position) return;
    scores.push(score);
    caseScores.push(caseScore);
  });
  const given = [{ scorer: name, scores }];
  return fitted.caseScore === undefined ? given : [...given, { scorer: `${name} (case)`, scores: caseScores }];
}

function checked(score: number | null, scorer: string): number | null {
  if (score === null || !Number.isNaN(score)) return score;
  throw new EvaluationError(`the scorer ${scorer} scores an access NaN: let it return a number, or null to abstain`);
}
