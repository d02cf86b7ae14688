import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Scores of one model, by `byoml score` and by Spark's `transform`. */
export interface ExchangeResult {
  readonly model: string;
  /** Pairs by their score; those of 0 are finite too. */
  readonly finite: number;
  readonly zero: number;
  readonly infinite: number;
  readonly null: number;
  readonly greatestDifference: number;
  /** Pairs that are of one of these kinds with one side, and of another with the other. */
  readonly ofAnotherKind: number;
}

/** A line of what `byoml score` writes. */
interface ScoredLine {
  readonly score: number | null;
  readonly reason: string;
}

/** By how much scores may differ, in standard deviations. */
export const mostDifference = 1e-6;

export function isExchanged({ greatestDifference, ofAnotherKind }: ExchangeResult): boolean {
  return ofAnotherKind === 0 && greatestDifference <= mostDifference;
}

/** Scores in the order of the lines: NaN for null, +Infinity for disconnected pairs, as the original has it. */
export async function readLines(path: string): Promise<Float64Array> {
  const scores: number[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { score, reason }: ScoredLine = JSON.parse(line);
    scores.push(reason === 'disconnected' ? Number.POSITIVE_INFINITY : (score ?? Number.NaN));
  }
  return Float64Array.from(scores);
}

/** @throws RangeError where there are more scores of the one side than of the other. */
export function compareScores(model: string, ours: Float64Array, sparks: Float64Array): ExchangeResult {
  if (ours.length !== sparks.length)
    throw new RangeError(`${model}: ${ours.length} scores of ours, ${sparks.length} of Spark's`);
  let greatestDifference = 0;
  let ofAnotherKind = 0;
  ours.forEach((score, at) => {
    const other = sparks[at]!;
    if (Number.isFinite(score) && Number.isFinite(other)) {
      greatestDifference = Math.max(greatestDifference, Math.abs(score - other));
    } else if (!Object.is(score, other)) ofAnotherKind++;
  });
  const count = (isCounted: (score: number) => boolean) => ours.filter(isCounted).length;
  return {
    model,
    finite: count(Number.isFinite),
    zero: count((score) => score === 0),
    infinite: count((score) => score === Number.POSITIVE_INFINITY),
    null: count(Number.isNaN),
    greatestDifference,
    ofAnotherKind,
  };
}
