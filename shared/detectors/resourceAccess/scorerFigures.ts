import type { Estimate } from '../../evaluation/figures/estimate';
import { budgetOfKinds } from '../../evaluation/figures/figures';
import type { BudgetVerdict, Verdict } from '../../evaluation/verdict';
import type { Figure, ScorerFigures } from '../evaluation';

/**
 * Joins the verdicts on a scorer over plantings: each figure is the mean, and so are the ends of its interval. That of one
 * planting tells of chance in the window too, which more plantings do not make smaller, so it is rather too wide.
 *
 * @param verdicts on the same scorer, at least one
 */
export function scorerFigures(verdicts: readonly Verdict[]): ScorerFigures {
  const mean = (of: (verdict: Verdict) => Estimate) => meanFigure(verdicts.map(of));
  return {
    scorer: verdicts[0]!.scorer,
    rocAuc: mean(({ rocAuc }) => rocAuc),
    averagePrecision: mean(({ averagePrecision }) => averagePrecision),
    recallAt25: mean((verdict) => at25(verdict).recall),
    precisionAt25: mean((verdict) => at25(verdict).precision),
    abstained: mean(({ abstained }) => abstained),
  };
}

function at25({ budgets }: Verdict): BudgetVerdict {
  return budgets.find(({ pairsPerDay }) => pairsPerDay === budgetOfKinds)!;
}

function meanFigure(estimates: readonly Estimate[]): Figure {
  const mean = (of: (estimate: Estimate) => number) =>
    rounded(estimates.reduce((sum, estimate) => sum + of(estimate), 0) / estimates.length);
  return { value: mean(({ value }) => value), low: mean(({ low }) => low), high: mean(({ high }) => high) };
}

/** To six decimals, which is more than chance leaves. JSON knows no NaN. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
}
