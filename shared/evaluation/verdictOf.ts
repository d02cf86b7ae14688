import { resampledWeights } from './figures/bootstrap';
import { curvesOf } from './figures/curves';
import { type Estimate, percentileEstimate } from './figures/estimate';
import { budgets, figuresOf } from './figures/figures';
import type { JudgedPairs } from './judgedPairs';
import { type Ranking, rank } from './ranking';
import type { Verdict } from './verdict';

/** User-days with anomalies that resamples take: of fewer, they would seem to agree for want of others. */
const leastUserDays = 5;

export interface Resampling {
  readonly seed: number;
  readonly resamples: number;
}

/**
 * What is to be said of the scores of a scorer.
 *
 * @param scores one a judged pair.
 * @returns figures whose intervals are NaN where there are fewer than five user-days with anomalies, of the kind for
 *   those of a kind.
 */
export function verdictOf(
  scorer: string,
  scores: readonly (number | null)[],
  pairs: JudgedPairs,
  { seed, resamples }: Resampling,
): Verdict {
  const { kindOf, kinds } = pairs;
  const ranking = rank(scores, pairs, seed);
  const estimates = estimatesOf(ranking, pairs, { seed, resamples });
  const countOf = (kind: number) => kindOf.reduce((count, other) => count + (other === kind ? 1 : 0), 0);
  const anomalous = (name: string) => withEnough(estimates.get(name)!, pairs, (kind) => kind >= 0);
  return {
    scorer,
    pairs: kindOf.length,
    anomalous: kindOf.length - countOf(-1),
    rocAuc: anomalous('rocAuc'),
    averagePrecision: anomalous('averagePrecision'),
    abstained: estimates.get('abstained')!,
    budgets: budgets.map((pairsPerDay) => ({
      pairsPerDay,
      recall: anomalous(`recall@${pairsPerDay}`),
      precision: anomalous(`precision@${pairsPerDay}`),
    })),
    kinds: kinds.map((kind, position) => ({
      kind,
      pairs: countOf(position),
      rocAuc: withEnough(estimates.get(`rocAuc of ${kind}`)!, pairs, (other) => other === position),
      recall: withEnough(estimates.get(`recall of ${kind}`)!, pairs, (other) => other === position),
    })),
    curves: curvesOf(ranking, pairs),
  };
}

function estimatesOf(ranking: Ranking, pairs: JudgedPairs, { seed, resamples }: Resampling): Map<string, Estimate> {
  const figures = figuresOf(ranking, pairs, new Int32Array(pairs.kindOf.length).fill(1));
  const resampled = new Map([...figures.keys()].map((name) => [name, new Float64Array(resamples)] as const));
  let resample = 0;
  for (const weights of resampledWeights(pairs, resamples, seed)) {
    for (const [name, value] of figuresOf(ranking, pairs, weights)) resampled.get(name)![resample] = value;
    resample++;
  }
  return new Map([...figures].map(([name, value]) => [name, percentileEstimate(value, resampled.get(name)!)] as const));
}

function withEnough(
  estimate: Estimate,
  { kindOf, userDayOf }: JudgedPairs,
  isMeant: (kind: number) => boolean,
): Estimate {
  const userDays = new Set(userDayOf.filter((_, pair) => isMeant(kindOf[pair]!)));
  if (userDays.size >= leastUserDays) return estimate;
  return { value: estimate.value, low: Number.NaN, high: Number.NaN };
}
