import type { Estimate } from './figures/estimate';
import { meanShare } from './figures/meanEstimate';
import type { BudgetVerdict, KindVerdict, Verdict } from './verdict';

/**
 * Joins the verdicts of repetitions that differ in their seed alone: each figure is the mean over them, with the
 * interval of 95 % of that mean (mean ± t s / sqrt(n), Student 1908). Curves are those of the first.
 *
 * @param runs at least one; each has the same scorers in the same order. Of a single one, the verdicts stay as they are.
 */
export function overSeeds(runs: readonly (readonly Verdict[])[]): readonly Verdict[] {
  const [first = []] = runs;
  return runs.length < 2 ? first : first.map((_, scorer) => join(runs.map((verdicts) => verdicts[scorer]!)));
}

function join(verdicts: readonly Verdict[]): Verdict {
  const { scorer, budgets, curves } = verdicts[0]!;
  const figure = (of: (verdict: Verdict) => Estimate) => meanShare(verdicts.map((verdict) => of(verdict).value));
  const kindNames = new Set(verdicts.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)));
  return {
    scorer,
    pairs: rounded(verdicts.map(({ pairs }) => pairs)),
    anomalous: rounded(verdicts.map(({ anomalous }) => anomalous)),
    rocAuc: figure(({ rocAuc }) => rocAuc),
    averagePrecision: figure(({ averagePrecision }) => averagePrecision),
    abstained: figure(({ abstained }) => abstained),
    budgets: budgets.map(
      ({ pairsPerDay }, at): BudgetVerdict => ({
        pairsPerDay,
        recall: figure((verdict) => verdict.budgets[at]!.recall),
        precision: figure((verdict) => verdict.budgets[at]!.precision),
      }),
    ),
    kinds: [...kindNames]
      .sort()
      .map((kind) => joinKind(verdicts.flatMap(({ kinds }) => kinds.filter((other) => other.kind === kind)))),
    curves,
  };
}

function joinKind(verdicts: readonly KindVerdict[]): KindVerdict {
  return {
    kind: verdicts[0]!.kind,
    pairs: rounded(verdicts.map(({ pairs }) => pairs)),
    rocAuc: meanShare(verdicts.map(({ rocAuc }) => rocAuc.value)),
    recall: meanShare(verdicts.map(({ recall }) => recall.value)),
  };
}

function rounded(counts: readonly number[]): number {
  return Math.round(meanOf(counts));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
