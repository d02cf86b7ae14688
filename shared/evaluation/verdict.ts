import type { Curves } from './figures/curves';
import type { Estimate } from './figures/estimate';

/** What is to be said of one scorer. */
export interface Verdict {
  /** Name of the scorer; of its `caseScore`, the name and `(case)`. */
  readonly scorer: string;
  /** Judged pairs, and how many of them are anomalous. */
  readonly pairs: number;
  readonly anomalous: number;
  readonly rocAuc: Estimate;
  readonly averagePrecision: Estimate;
  /** Share of the pairs it has no score for. */
  readonly abstained: Estimate;
  readonly budgets: readonly BudgetVerdict[];
  readonly kinds: readonly KindVerdict[];
  readonly curves: Curves;
}

export interface BudgetVerdict {
  /** Pairs looked at on each day of each tenant. */
  readonly pairsPerDay: number;
  readonly recall: Estimate;
  readonly precision: Estimate;
}

export interface KindVerdict {
  readonly kind: string;
  /** Number of anomalous pairs of it. */
  readonly pairs: number;
  /** Against all legitimate pairs. */
  readonly rocAuc: Estimate;
  /** At 25 pairs a day, whatever their kind. */
  readonly recall: Estimate;
}
