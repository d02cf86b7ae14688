import { ActionableError } from '../../errors';
import { countOffsets, sortByKey } from '../../numerics/countingSort';
import type { Indexer } from '../../numerics/indexer';
import { Vocabulary } from '../../numerics/vocabulary';
import { PairRows } from './pairRows';

/** A user and a resource of a tenant. */
export interface Pair {
  readonly tenant: string;
  readonly user: string;
  readonly resource: string;
}

/** That a user uses a resource, and how usual that is: any finite number, such as accesses per day. */
export interface TrainingPair extends Pair {
  readonly likelihood: number;
}

/** Training data no model can be made of; the message says what to change. */
export class TrainingError extends ActionableError {}

/**
 * Distinct pairs ordered by (tenant, user, resource), in columns. Users and resources are positions in the `values` of
 * their indexer, tenants in the `partitions` of either.
 */
export interface PairTable {
  readonly users: Indexer;
  readonly resources: Indexer;
  /** Where each user's pairs start, and where the last one's end. */
  readonly offsets: Int32Array;
  readonly userOf: Int32Array;
  readonly resourceOf: Int32Array;
  readonly likelihoods: Float64Array;
}

/**
 * Orders pairs, and merges those of one user and resource into one with the sum of their likelihoods. The order they
 * come in is of no effect, not even on how sums round.
 *
 * @throws TrainingError if a likelihood is not finite.
 */
export function tabulatePairs(pairs: Iterable<TrainingPair>): PairTable {
  const userNames = new Vocabulary();
  const resourceNames = new Vocabulary();
  const rows = new PairRows();
  for (const { tenant, user, resource, likelihood } of pairs) {
    if (!Number.isFinite(likelihood)) throw notFinite(likelihood, 'the likelihood', rows.length, tenant);
    rows.add(userNames.numberOf(tenant, user), resourceNames.numberOf(tenant, resource), likelihood);
  }
  const { indexer: users, positionOf: userPositions } = userNames.order();
  const { indexer: resources, positionOf: resourcePositions } = resourceNames.order();
  const columns = mergeRows(rows.renumbered(userPositions, resourcePositions), users, resources);
  return { users, resources, offsets: countOffsets(columns.userOf, users.values.length), ...columns };
}

type PairColumns = Pick<PairTable, 'userOf' | 'resourceOf' | 'likelihoods'>;

function mergeRows(rows: PairColumns, users: Indexer, resources: Indexer): PairColumns {
  const order = sortByKey(rows.userOf, users.values.length, sortByKey(rows.resourceOf, resources.values.length));
  const userOf = new Int32Array(order.length);
  const resourceOf = new Int32Array(order.length);
  const likelihoods = new Float64Array(order.length);
  let count = 0;
  for (let first = 0, next = 0; first < order.length; first = next) {
    const row = order[first]!;
    const user = rows.userOf[row]!;
    const resource = rows.resourceOf[row]!;
    do next++;
    while (next < order.length && rows.userOf[order[next]!] === user && rows.resourceOf[order[next]!] === resource);
    // Nearly all are single; 0 is added, as in a sum of more, so that -0 becomes 0.
    const isSingle = next === first + 1;
    const likelihood = isSingle ? 0 + rows.likelihoods[row]! : sum(rows.likelihoods, order.subarray(first, next));
    if (!Number.isFinite(likelihood)) {
      const tenant = users.partitions[users.partitionOf[user]!]!;
      throw notFinite(likelihood, 'the sum of the likelihoods of the pair', row, tenant);
    }
    userOf[count] = user;
    resourceOf[count] = resource;
    likelihoods[count++] = likelihood;
  }
  if (count === order.length) return { userOf, resourceOf, likelihoods };
  return {
    userOf: userOf.slice(0, count),
    resourceOf: resourceOf.slice(0, count),
    likelihoods: likelihoods.slice(0, count),
  };
}

/** Sum of some of the values in ascending order, so that it does not depend on the given one. */
function sum(values: Float64Array, positions: Int32Array): number {
  const ascending = Float64Array.from(positions, (position) => values[position]!).sort();
  return ascending.reduce((total, value) => total + value, 0);
}

/** The message names a row by its place: hosts keep messages in their logs, and names are personal data. */
function notFinite(likelihood: number, what: string, row: number, tenant: string): TrainingError {
  return new TrainingError(
    `${what} of training row ${row + 1}, of tenant ${JSON.stringify(tenant)}, is ${likelihood}: ` +
      'correct or remove that row',
  );
}
