import type { Indexer } from '../../numerics/indexer';
import { findName } from './findName';
import { matchNames } from './matchNames';
import type { AccessAnomalyModel } from './model';
import { type AccessAnomalyParameters, checkParameters, type GivenParameters } from './parameters';

/** The part of the iterations that users with a vector to start from take. */
const leastPart = 0.2;

/** The users' vectors of a model, and where each user of a training finds theirs among them. */
export interface KnownUsers {
  /** Row of each user in `factors`; -1 for one the model does not know. */
  readonly rows: Int32Array;
  readonly factors: Float32Array;
}

/** Why training by these parameters cannot start from a model: they differ from the model's own. Null if it can. */
export function obstacleToStart(model: AccessAnomalyModel, given: GivenParameters): string | null {
  const parameters = checkParameters(given);
  const names = Object.keys(parameters) as (keyof AccessAnomalyParameters)[];
  const other = names.find((name) => parameters[name] !== model.parameters[name]);
  return other === undefined ? null : `its ${other} is ${model.parameters[other]}, not ${parameters[other]}`;
}

export function knownUsers(users: Indexer, model: AccessAnomalyModel): KnownUsers {
  const tenantAt = Int32Array.from(users.partitions, (tenant) => findName(model.tenants, tenant));
  return { rows: matchNames(users, model.users, tenantAt), factors: model.users.factors };
}

/**
 * Writes the vectors of known users over their initial ones. A vector of zeros is left out, as nothing can grow from it.
 *
 * @param initial a row of `rank` numbers for each user.
 * @returns how many iterations to make: a fifth of them, or where more than a fifth of the users begin anew, that part.
 */
export function startFromKnown(
  initial: Float32Array,
  { rows, factors }: KnownUsers,
  { rank, iterations }: Pick<AccessAnomalyParameters, 'rank' | 'iterations'>,
): number {
  let anew = 0;
  rows.forEach((row, user) => {
    const vector = row < 0 ? [] : factors.subarray(row * rank, (row + 1) * rank);
    if (vector.some((component) => component !== 0)) initial.set(vector, user * rank);
    else anew++;
  });
  return Math.ceil(iterations * Math.max(leastPart, anew / rows.length));
}
