import { ActionableError } from '../../errors';
import type { Indexer } from '../../numerics/indexer';
import { sortPairs } from '../../numerics/pairSort';
import { Vocabulary } from '../../numerics/vocabulary';
import { type PairColumns, PairRows } from './pairRows';

/** A user and a resource of a tenant. */
export interface Pair {
  readonly tenant: string;
  readonly user: string;
  readonly resource: string;
}

/** That a user uses a resource, and how usual that is: any finite number, such as accesses per day. */
export interface TrainingPair extends Pair {
  readonly likelihood: number;
  /** UTC day of the first access, in days since 1970; left out where accesses carry no time. */
  readonly firstDay?: number | undefined;
  /** UTC day of the first access after that day; -1 or left out where there was none. */
  readonly returnDay?: number | undefined;
}

/** Training data no model can be made of; the message says what to change. */
export class TrainingError extends ActionableError {}

/**
 * Distinct pairs ordered by (tenant, user, resource), in columns. Users and resources are positions in the `values` of
 * their indexer, tenants in the `partitions` of either.
 */
export interface PairTable extends PairColumns {
  readonly users: Indexer;
  readonly resources: Indexer;
  /** Where each user's pairs start, and where the last one's end. */
  readonly offsets: Int32Array;
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
  for (const { tenant, user, resource, likelihood, firstDay, returnDay } of pairs) {
    if (!Number.isFinite(likelihood)) throw notFinite(likelihood, 'the likelihood', rows.length, tenant);
    const [userNumber, resourceNumber] = [userNames.numberOf(tenant, user), resourceNames.numberOf(tenant, resource)];
    rows.add(userNumber, resourceNumber, likelihood, firstDay, returnDay);
  }
  const columns = rows.columns();
  return mergeRows(columns, renumber(columns.userOf, userNames), renumber(columns.resourceOf, resourceNames));
}

/** Replaces numbers of a vocabulary by the positions in its order. */
function renumber(numbers: Int32Array, vocabulary: Vocabulary): Indexer {
  const { indexer, positionOf } = vocabulary.order();
  for (let row = 0; row < numbers.length; row++) numbers[row] = positionOf[numbers[row]!]!;
  return indexer;
}

function mergeRows(rows: PairColumns, users: Indexer, resources: Indexer): PairTable {
  const sorted = sortPairs(rows.userOf, rows.resourceOf, users.values.length, resources.values.length);
  const { rights: resourceOf, positions } = sorted;
  const offsets = new Int32Array(sorted.offsets.length);
  const userOf = new Int32Array(positions.length);
  const likelihoods = new Float64Array(positions.length);
  const firstDays = new Int32Array(positions.length);
  const returnDays = new Int32Array(positions.length);
  let count = 0;
  for (let user = 0; user < users.values.length; user++) {
    const end = sorted.offsets[user + 1]!;
    for (let first = sorted.offsets[user]!, next = first; first < end; first = next) {
      const resource = resourceOf[first]!;
      do next++;
      while (next < end && resourceOf[next] === resource);
      const likelihood = sum(rows.likelihoods, positions, first, next);
      if (!Number.isFinite(likelihood)) {
        const tenant = users.partitions[users.partitionOf[user]!]!;
        throw notFinite(likelihood, 'the sum of the likelihoods of the pair', positions[first]!, tenant);
      }
      userOf[count] = user;
      // The same column, as no pair comes to stand behind its rows.
      resourceOf[count] = resource;
      firstDays[count] = least(rows.firstDays, positions, first, next);
      returnDays[count] = returnDay(rows, positions, first, next);
      likelihoods[count++] = likelihood;
    }
    offsets[user + 1] = count;
  }
  return {
    users,
    resources,
    offsets,
    userOf: userOf.subarray(0, count),
    resourceOf: resourceOf.subarray(0, count),
    likelihoods: likelihoods.subarray(0, count),
    firstDays: firstDays.subarray(0, count),
    returnDays: returnDays.subarray(0, count),
  };
}

/**
 * Sum of the values whose positions stand from `from` to `to`, in ascending order, so that it does not depend on the
 * given one.
 */
function sum(values: Float64Array, positions: Int32Array, from: number, to: number): number {
  // Most are single; 0 is added to make -0 what it is in any other sum.
  if (to === from + 1) return 0 + values[positions[from]!]!;
  const ascending = Float64Array.from(positions.subarray(from, to), (position) => values[position]!).sort();
  return ascending.reduce((total, value) => total + value, 0);
}

/** The least of the values whose positions stand from `from` to `to`. */
function least(values: Int32Array, positions: Int32Array, from: number, to: number): number {
  let value = values[positions[from]!]!;
  for (let i = from + 1; i < to; i++) value = Math.min(value, values[positions[i]!]!);
  return value;
}

/** The second of the days on which one of the rows began or came back; -1 where there is one day, or none. */
function returnDay({ firstDays, returnDays }: PairColumns, positions: Int32Array, from: number, to: number): number {
  if (to === from + 1) return returnDays[positions[from]!]!;
  const rows = positions.subarray(from, to);
  const days = new Set([...rows].flatMap((row) => [firstDays[row]!, returnDays[row]!]).filter((day) => day >= 0));
  return [...days].sort((a, b) => a - b)[1] ?? -1;
}

/** The message names a row by its place: hosts keep messages in their logs, and names are personal data. */
function notFinite(likelihood: number, what: string, row: number, tenant: string): TrainingError {
  return new TrainingError(
    `${what} of training row ${row + 1}, of tenant ${JSON.stringify(tenant)}, is ${likelihood}: ` +
      'correct or remove that row',
  );
}
