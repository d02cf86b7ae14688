import type { Access } from '../events/access';

/** A way to score accesses, to be judged beside others. */
export interface CandidateScorer {
  readonly name: string;
  /** @param training every access before the test window, in no order; it is never empty */
  fit(training: readonly Access[]): FittedScorer;
}

/** A scorer fitted on what came before the test window. It is called with every access of the window, in time order. */
export interface FittedScorer {
  /** How anomalous an access is: the higher the more, any order of magnitude. Null abstains; NaN is not allowed. */
  score(access: Access): number | null;
  /** How anomalous the user's day is up to this access; called after `score` of the same access. */
  caseScore?(access: Access): number | null;
}
