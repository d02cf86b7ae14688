import { countOffsets, sortByKey } from '../numerics/countingSort';
import { MersenneTwister } from '../numerics/mersenneTwister';
import type { JudgedPairs } from './judgedPairs';

/** Pairs by how anomalous a scorer finds them. */
export interface Ranking {
  /** Scores as numbers that can be compared: -Infinity where the scorer abstained. */
  readonly scores: Float64Array;
  readonly hasAbstained: Uint8Array;
  /** Positions of the pairs, the most anomalous first; equal ones in an order that only the seed decides. */
  readonly order: Int32Array;
  /** The same within each day, day after day; `dayOffsets` tells where each begins, and the last one ends. */
  readonly orderByDay: Int32Array;
  readonly dayOffsets: Int32Array;
}

/**
 * @param given one score a pair; null abstains, and ranks last.
 * @param seed decides between equal scores: neither the order of time nor a scorer has a say in it.
 */
export function rank(given: readonly (number | null)[], pairs: JudgedPairs, seed: number): Ranking {
  const scores = Float64Array.from(given, (score) => score ?? Number.NEGATIVE_INFINITY);
  const random = new MersenneTwister(seed);
  const lots = Uint32Array.from(scores, () => random.nextUint32());
  const order = Int32Array.from(scores, (_, pair) => pair).sort((one, other) => {
    const a = scores[one]!;
    const b = scores[other]!;
    return a === b ? lots[one]! - lots[other]! : a < b ? 1 : -1;
  });
  return {
    scores,
    hasAbstained: Uint8Array.from(given, (score) => (score === null ? 1 : 0)),
    order,
    orderByDay: sortByKey(pairs.dayOf, pairs.dayCount, order),
    dayOffsets: countOffsets(pairs.dayOf, pairs.dayCount),
  };
}
