import type { JudgedPairs } from '../judgedPairs';
import type { Ranking } from '../ranking';
import { dailyBudget } from './dailyBudget';
import { separation } from './separation';

/** Pairs a day that people look at, for whom recall and precision are told. */
export const budgets = [10, 25, 100] as const;

/** The one of the budgets that recall of each kind is told for. */
export const budgetOfKinds = 25;

/** Every figure of a ranking, with a name each: `rocAuc`, `recall@25`, `rocAuc of sweep`. NaN where there is none. */
export function figuresOf(ranking: Ranking, pairs: JudgedPairs, weights: Int32Array): Map<string, number> {
  const { rocAuc, rocAucOfKind, averagePrecision } = separation(ranking, pairs, weights);
  const figures = new Map([
    ['rocAuc', rocAuc],
    ['averagePrecision', averagePrecision],
    ['abstained', abstainedShare(ranking, weights)],
  ]);
  for (const budget of budgets) {
    const { recall, precision, recallOfKind } = dailyBudget(ranking, pairs, weights, budget);
    figures.set(`recall@${budget}`, recall).set(`precision@${budget}`, precision);
    if (budget !== budgetOfKinds) continue;
    pairs.kinds.forEach((kind, position) => {
      figures.set(`rocAuc of ${kind}`, rocAucOfKind[position]!).set(`recall of ${kind}`, recallOfKind[position]!);
    });
  }
  return figures;
}

function abstainedShare({ hasAbstained }: Ranking, weights: Int32Array): number {
  let abstained = 0;
  let all = 0;
  for (let pair = 0; pair < weights.length; pair++) {
    all += weights[pair]!;
    abstained += weights[pair]! * hasAbstained[pair]!;
  }
  return abstained / all;
}
