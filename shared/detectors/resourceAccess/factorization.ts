import { type Factors, factorize, type Ratings } from '../../numerics/alternatingLeastSquares';
import { countOffsets, sortByKey } from '../../numerics/countingSort';
import { initialFactors } from '../../numerics/initialFactors';
import type { AccessAnomalyParameters } from './parameters';
import { type KnownUsers, startFromKnown } from './warmStart';

/** What a factorisation is done with, beside its parameters. */
interface FactorizationStart {
  readonly threads: number;
  readonly known: KnownUsers | undefined;
}

/** Blocks of the original's factorisation of a single tenant. */
const blocksOfSeparateTenant = 10;

/**
 * Factorises the ratings of all tenants: jointly, in which case a user and a resource of different tenants count as a
 * pair that does not occur, or each tenant on its own. Factors are non-negative.
 *
 * @param userStarts where each tenant's users start, and where the last one's end.
 * @param resourceStarts the same of resources.
 * @param options.threads the work is shared out to; of no effect on the result.
 * @param options.known vectors to start from, with fewer iterations; without them users start from random ones.
 */
export function factorizeTenants(
  ratings: Ratings,
  userStarts: Int32Array,
  resourceStarts: Int32Array,
  parameters: AccessAnomalyParameters,
  options: FactorizationStart,
): Factors {
  const tenantCount = userStarts.length - 1;
  if (!parameters.separateTenants) return factorizeAs(ratings, parameters.blocks ?? tenantCount, parameters, options);

  const { rank } = parameters;
  const users = new Float32Array(ratings.userCount * rank);
  const items = new Float32Array(ratings.itemCount * rank);
  const byUser = sortByKey(ratings.users, ratings.userCount);
  const offsets = countOffsets(ratings.users, ratings.userCount);
  for (let tenant = 0; tenant < tenantCount; tenant++) {
    const [firstUser, nextUser] = [userStarts[tenant]!, userStarts[tenant + 1]!];
    const [firstItem, nextItem] = [resourceStarts[tenant]!, resourceStarts[tenant + 1]!];
    const entries = byUser.subarray(offsets[firstUser], offsets[nextUser]);
    const own: Ratings = {
      userCount: nextUser - firstUser,
      itemCount: nextItem - firstItem,
      users: entries.map((entry) => ratings.users[entry]! - firstUser),
      items: entries.map((entry) => ratings.items[entry]! - firstItem),
      values: Float32Array.from(entries, (entry) => ratings.values[entry]!),
    };
    const known = options.known && { ...options.known, rows: options.known.rows.subarray(firstUser, nextUser) };
    const factors = factorizeAs(own, parameters.blocks ?? blocksOfSeparateTenant, parameters, { ...options, known });
    users.set(factors.users, firstUser * rank);
    items.set(factors.items, firstItem * rank);
  }
  return { users, items };
}

function factorizeAs(
  ratings: Ratings,
  blocks: number,
  parameters: AccessAnomalyParameters,
  { threads, known }: FactorizationStart,
): Factors {
  const { rank, seed } = parameters;
  const initialUsers = initialFactors({ count: ratings.userCount, firstId: 1, rank, blocks, seed });
  const iterations = known ? startFromKnown(initialUsers, known, parameters) : parameters.iterations;
  return factorize(ratings, initialUsers, { ...parameters, iterations, nonNegative: true, threads });
}
