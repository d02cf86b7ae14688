import type { Factors } from '../../../shared/numerics/alternatingLeastSquares';
import { dot } from './loss';
import type { HeldOutPairs } from './ratings';

const comparedItems = 1000;

/**
 * Mean percentile rank of pairs that were left out of training: where the user's item comes among items in general when
 * these are ordered by prediction, the highest first. 0 is best, 50 is chance (Hu, Koren, Volinsky, 2008, section 6).
 */
export function heldOutRank(pairs: HeldOutPairs, factors: Factors, rank: number): number {
  const itemCount = factors.items.length / rank;
  const step = Math.max(1, Math.floor(itemCount / comparedItems));
  let sum = 0;
  pairs.users.forEach((user, at) => {
    const own = dot(factors, rank, user, pairs.items[at]!);
    let above = 0;
    let compared = 0;
    for (let item = 0; item < itemCount; item += step) {
      const other = dot(factors, rank, user, item);
      above += other > own ? 1 : other === own ? 0.5 : 0;
      compared++;
    }
    sum += above / compared;
  });
  return (100 * sum) / pairs.users.length;
}
