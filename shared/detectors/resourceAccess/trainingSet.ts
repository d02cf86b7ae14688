import { ActionableError } from '../../errors';
import { sortByKey } from '../../numerics/countingSort';
import { Indexer } from '../../numerics/indexer';

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
  readonly tenantOf: Int32Array;
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
  const tenants: string[] = [];
  const userNames: string[] = [];
  const resourceNames: string[] = [];
  const likelihoods: number[] = [];
  for (const pair of pairs) {
    checkFinite(pair.likelihood, 'the likelihood', tenants.length, pair.tenant);
    tenants.push(wellFormed(pair.tenant));
    userNames.push(wellFormed(pair.user));
    resourceNames.push(wellFormed(pair.resource));
    likelihoods.push(pair.likelihood);
  }
  const users = new Indexer(tenants, userNames);
  const resources = new Indexer(tenants, resourceNames);
  const userOf = Int32Array.from(tenants, (tenant, row) => users.indexOf(tenant, userNames[row]!) - 1);
  const resourceOf = Int32Array.from(tenants, (tenant, row) => resources.indexOf(tenant, resourceNames[row]!) - 1);

  const order = sortByKey(userOf, users.values.length, sortByKey(resourceOf, resources.values.length));
  const starts: number[] = [];
  order.forEach((row, i) => {
    const previous = order[i - 1] ?? -1;
    if (userOf[row] !== userOf[previous] || resourceOf[row] !== resourceOf[previous]) starts.push(i);
  });
  const firsts = Int32Array.from(starts, (start) => order[start]!);
  const merged = Float64Array.from(firsts, (row, i) => {
    const likelihood = sum(Float64Array.from(order.subarray(starts[i], starts[i + 1]), (other) => likelihoods[other]!));
    checkFinite(likelihood, 'the sum of the likelihoods of the pair', row, tenants[row]!);
    return likelihood;
  });
  return {
    users,
    resources,
    tenantOf: firsts.map((row) => users.partitionOf[userOf[row]!]!),
    userOf: firsts.map((row) => userOf[row]!),
    resourceOf: firsts.map((row) => resourceOf[row]!),
    likelihoods: merged,
  };
}

/** Sum in ascending order, so that it does not depend on the given one. */
function sum(values: Float64Array): number {
  return values.sort().reduce((total, value) => total + value, 0);
}

/** The message names a row by its place: hosts keep messages in their logs, and names are personal data. */
function checkFinite(likelihood: number, what: string, row: number, tenant: string): void {
  if (Number.isFinite(likelihood)) return;
  throw new TrainingError(
    `${what} of training row ${row + 1}, of tenant ${JSON.stringify(tenant)}, is ${likelihood}: ` +
      'correct or remove that row',
  );
}

/** The name as UTF-8 can carry it: what is stored in a model, and compared with, is its UTF-8 bytes. */
function wellFormed(name: string): string {
  return name.replace(/\p{Surrogate}/gu, '\ufffd');
}
