import type { RatingsSize } from './ratings';

/** Which contestants meet at which size and ranks, and how often. */
export interface TrainingCase {
  readonly size: RatingsSize;
  readonly ranks: readonly number[];
  /** Iterations of the short and of the long training, whose difference is measured; the long one's loss is. */
  readonly few: number;
  readonly many: number;
  /** Rounds of our kernel and of implicit. */
  readonly rounds: number;
  /** Rounds of the twin, and of Spark on one core and on two, by rank; left out where it takes too long. */
  readonly slowRounds: { readonly [Name in SlowContestant]?: { readonly [rank: number]: number } };
}

export type SlowContestant = 'twin' | 'spark 1' | 'spark 2';

/** About a quarter of an hour on two cores. */
export const fullPlan: readonly TrainingCase[] = [
  {
    size: { users: 10_000, items: 5_000, ratings: 500_000 },
    ranks: [10, 48, 64],
    few: 1,
    many: 5,
    rounds: 5,
    slowRounds: {
      twin: { 10: 3, 48: 1, 64: 1 },
      'spark 1': { 10: 1, 48: 1, 64: 1 },
      'spark 2': { 10: 1, 48: 1, 64: 1 },
    },
  },
  {
    size: { users: 50_000, items: 20_000, ratings: 5_000_000 },
    ranks: [10, 48, 64],
    few: 1,
    many: 4,
    rounds: 3,
    slowRounds: { twin: { 10: 1 }, 'spark 2': { 10: 1 } },
  },
  {
    size: { users: 359_000, items: 292_000, ratings: 17_500_000 },
    ranks: [10, 64],
    few: 1,
    many: 3,
    rounds: 2,
    slowRounds: { twin: { 10: 1 } },
  },
];

/** Seconds: whether results are right. */
export const shortPlan: readonly TrainingCase[] = [
  {
    size: { users: 1_000, items: 400, ratings: 20_000 },
    ranks: [10, 48, 64],
    few: 1,
    many: 3,
    rounds: 1,
    slowRounds: { twin: { 10: 1, 48: 1, 64: 1 } },
  },
];
