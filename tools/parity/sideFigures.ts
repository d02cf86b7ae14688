import type { Pair } from '../../shared/detectors/resourceAccess/trainingSet';
import { caseLoss } from './caseLoss';
import type { Outcome } from './outcome';
import type { ParityCase } from './parityCase';

/** What the factors and scores of one side are worth. */
export interface SideFigures {
  /** What both sides minimise: {@link caseLoss}. */
  readonly loss: number;
  /** Mean and standard deviation (population) of the scores of the training pairs. */
  readonly mean: number;
  readonly deviation: number;
  /** Mean score across departments less that within them; null where the data has none. */
  readonly interMinusIntra: number | null;
}

export function sideFigures(of: ParityCase, outcome: Outcome): SideFigures {
  const { rows, pairs, separation } = of;
  const scoreOf = new Map(pairs.map((pair, at) => [keyOf(pair), outcome.scores[at]!]));
  const scores = (wanted: readonly Pair[]) => wanted.map((pair) => scoreOf.get(keyOf(pair)) ?? Number.NaN);
  const { mean, deviation } = moments(scores(rows));
  return {
    loss: caseLoss(of, outcome),
    mean,
    deviation,
    interMinusIntra: separation && moments(scores(separation.inter)).mean - moments(scores(separation.intra)).mean,
  };
}

function keyOf({ tenant, user, resource }: Pair): string {
  return `${tenant}\t${user}\t${resource}`;
}

function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
