import type { JudgedPairs } from '../judgedPairs';
import type { Ranking } from '../ranking';

/** What somebody finds who looks at the highest-ranked pairs of every day, and no more than a number of them. */
export interface BudgetResult {
  /** Share of all anomalous pairs that are among those looked at; NaN where there are none. */
  readonly recall: number;
  /** The same for each kind. */
  readonly recallOfKind: Float64Array;
  /** Share of those looked at that are anomalous; NaN where none is looked at. */
  readonly precision: number;
}

/**
 * @param budget pairs looked at on each UTC day of each tenant; all of a day that has fewer.
 * @param weights how often each pair counts, 0 and up; copies of a pair stand beside each other in the ranking.
 */
export function dailyBudget(
  { orderByDay, dayOffsets }: Ranking,
  { kindOf, kinds }: JudgedPairs,
  weights: Int32Array,
  budget: number,
): BudgetResult {
  const found = new Float64Array(kinds.length);
  const missed = new Float64Array(kinds.length);
  let lookedAt = 0;
  for (let day = 0; day + 1 < dayOffsets.length; day++) {
    let left = budget;
    for (let at = dayOffsets[day]!; at < dayOffsets[day + 1]!; at++) {
      const pair = orderByDay[at]!;
      const taken = Math.min(left, weights[pair]!);
      left -= taken;
      const kind = kindOf[pair]!;
      if (kind < 0) continue;
      found[kind]! += taken;
      missed[kind]! += weights[pair]! - taken;
    }
    lookedAt += budget - left;
  }
  const allFound = found.reduce((sum, count) => sum + count, 0);
  const allMissed = missed.reduce((sum, count) => sum + count, 0);
  return {
    recall: allFound / (allFound + allMissed),
    recallOfKind: found.map((count, kind) => count / (count + missed[kind]!)),
    precision: allFound / lookedAt,
  };
}
