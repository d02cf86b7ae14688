import type { Estimate } from './figures/estimate';
import type { BudgetVerdict, KindVerdict, Verdict } from './verdict';

/** The 97.5th percentile of Student's t with 1 to 30 degrees of freedom; above, the normal's. */
const studentQuantiles = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const normalQuantile = 1.96;

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
  const figure = (of: (verdict: Verdict) => Estimate) => meanEstimate(verdicts.map((verdict) => of(verdict).value));
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
    rocAuc: meanEstimate(verdicts.map(({ rocAuc }) => rocAuc.value)),
    recall: meanEstimate(verdicts.map(({ recall }) => recall.value)),
  };
}

/**
 * The mean of the values that are not NaN, all from 0 to 1; its interval is cut there, and NaN where there are fewer
 * than two.
 */
export function meanEstimate(given: readonly number[]): Estimate {
  const values = given.filter((value) => !Number.isNaN(value));
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const halfWidth = (studentQuantiles[values.length - 2] ?? normalQuantile) * Math.sqrt(variance / values.length);
  return { value: mean, low: Math.max(0, mean - halfWidth), high: Math.min(1, mean + halfWidth) };
}

function rounded(counts: readonly number[]): number {
  return Math.round(meanOf(counts));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
