import { ratePairs } from '../../shared/detectors/resourceAccess/feedback';
import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import { tabulatePairs } from '../../shared/detectors/resourceAccess/trainingSet';
import type { Factors, Ratings } from '../../shared/numerics/alternatingLeastSquares';
import { implicitLoss } from '../bench/training/loss';
import { explicitLoss } from './explicitLoss';
import type { Outcome } from './outcome';
import type { ParityCase } from './parityCase';

/** What both sides minimise, in float64; of tenants that are factorised each on their own the sum. */
export function caseLoss({ rows, parameters: given }: ParityCase, { rank, factors }: Outcome): number {
  const parameters = checkParameters(given);
  const { alpha, regularization, separateTenants } = parameters;
  const table = tabulatePairs(rows);
  const ratings = ratePairs(table, parameters);
  // Without implicit zeros there is nothing between tenants.
  if (alpha === null) return explicitLoss(ratings, factors, { rank, regularization });
  const [userStarts, itemStarts] = separateTenants
    ? [table.users.starts, table.resources.starts]
    : [Int32Array.of(0, ratings.userCount), Int32Array.of(0, ratings.itemCount)];
  let loss = 0;
  for (let run = 0; run < userStarts.length - 1; run++) {
    const users: Range = [userStarts[run]!, userStarts[run + 1]!];
    const items: Range = [itemStarts[run]!, itemStarts[run + 1]!];
    const own: Factors = { users: rowsOf(factors.users, rank, users), items: rowsOf(factors.items, rank, items) };
    loss += implicitLoss(ratingsOf(ratings, users, items), own, { rank, alpha, regularization }).objective;
  }
  return loss;
}

type Range = readonly [first: number, next: number];

function rowsOf(vectors: Float32Array, rank: number, [first, next]: Range): Float32Array {
  return vectors.subarray(first * rank, next * rank);
}

/** The ratings of some users, whose items are `items`; both numbered from 0. */
function ratingsOf(ratings: Ratings, users: Range, items: Range): Ratings {
  const own = Int32Array.from(ratings.users.keys()).filter((entry) => isWithin(ratings.users[entry]!, users));
  return {
    userCount: users[1] - users[0],
    itemCount: items[1] - items[0],
    users: own.map((entry) => ratings.users[entry]! - users[0]),
    items: own.map((entry) => ratings.items[entry]! - items[0]),
    values: Float32Array.from(own, (entry) => ratings.values[entry]!),
  };
}

function isWithin(position: number, [first, next]: Range): boolean {
  return position >= first && position < next;
}
