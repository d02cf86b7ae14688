import type { Score } from '../detector';
import { findName, findTenantName } from './findName';
import { isKnownPair, type KnownPairs } from './knownPairs';
import { type NameTable, nameCount, type TenantNames } from './nameTable';
import { foldResource, foldUser } from './normalization';
import type { AccessAnomalyParameters } from './parameters';

/** What is learned of the users, or of the resources, of all tenants. */
export interface EntityTable extends TenantNames {
  /** One row of `rank` numbers a name. */
  readonly factors: Float32Array;
  /** Connected component of each name in the graph of accesses; -1 for one the graph does not hold. */
  readonly components: Int32Array;
}

/** A trained model. It is immutable, and all of its arrays can be views of a file's bytes. */
export interface AccessAnomalyModel {
  readonly parameters: AccessAnomalyParameters;
  readonly tenants: NameTable;
  readonly users: EntityTable;
  readonly resources: EntityTable;
  /** Per tenant, mean and standard deviation (above 0) of the predictions of what was learned from. */
  readonly means: Float64Array;
  readonly standardDeviations: Float64Array;
  readonly history: KnownPairs | null;
}

/** Why an access has the score it has. `noModel` is for callers that have no model yet, `ubiquitousUser` is of affinities. */
export const scoreReasons = [
  'scored',
  'knownPair',
  'ubiquitousUser',
  'unknownUser',
  'unknownResource',
  'disconnected',
  'noModel',
] as const;
export type Reason = (typeof scoreReasons)[number];

export interface ScoreOptions {
  /** Whether pairs of the model's history score 0. */
  readonly preserveHistory?: boolean;
}

/**
 * Scores an access. In this order: a pair of the history is 0; a user or resource that was not in training is unknown;
 * a user and a resource no chain of accesses links are disconnected; any other is -(x . y - mean) / deviation. The
 * score is null for unknown and disconnected ones.
 */
export function score(
  model: AccessAnomalyModel,
  tenant: string,
  user: string,
  resource: string,
  { preserveHistory = true }: ScoreOptions = {},
): Score<Reason> {
  if (preserveHistory && model.history && isKnownPair(model.history, tenant, user, resource)) {
    return { score: 0, reason: 'knownPair' };
  }
  const tenantAt = findName(model.tenants, tenant);
  const userAt = findTenantName(model.users, tenantAt, user);
  const resourceAt = findTenantName(model.resources, tenantAt, resource);
  return scoreAt(model, tenantAt, userAt, resourceAt);
}

/**
 * {@link score} of a user and a resource of a tenant by their positions in the model, -1 for one it does not hold; known
 * pairs have the score of any other.
 */
export function scoreAt(
  model: AccessAnomalyModel,
  tenantAt: number,
  userAt: number,
  resourceAt: number,
): Score<Reason> {
  const userComponent = model.users.components[userAt] ?? -1;
  const resourceComponent = model.resources.components[resourceAt] ?? -1;
  if (userComponent < 0) return { score: null, reason: 'unknownUser' };
  if (resourceComponent < 0) return { score: null, reason: 'unknownResource' };
  if (userComponent !== resourceComponent) return { score: null, reason: 'disconnected' };
  return { score: standardScore(model, tenantAt, userAt, resourceAt), reason: 'scored' };
}

/**
 * The score as the original's table has it: +Infinity for a disconnected access. The app's own path keeps null, as JSON
 * has no such number; this is for comparison with the original's results.
 */
export function toOriginalScore({ score, reason }: Score<Reason>): number | null {
  return reason === 'disconnected' ? Number.POSITIVE_INFINITY : score;
}

function standardScore(model: AccessAnomalyModel, tenant: number, user: number, resource: number): number {
  const { rank } = model.parameters;
  const x = user * rank;
  const y = resource * rank;
  let dot = 0;
  for (let i = 0; i < rank; i++) dot += model.users.factors[x + i]! * model.resources.factors[y + i]!;
  return (model.means[tenant]! - dot) / model.standardDeviations[tenant]!;
}

/**
 * The vectors the original's model holds, of length `rank + 2`, with the standardisation folded in: the product of a
 * user's and a resource's of one tenant is their score. In the order of the model's names. Scoring here works without;
 * they are for exchange with the original.
 */
export function foldedVectors(model: AccessAnomalyModel): { users: Float64Array[]; resources: Float64Array[] } {
  const { rank } = model.parameters;
  const row = (factors: Float32Array, position: number) => factors.subarray(position * rank, (position + 1) * rank);
  const users: Float64Array[] = [];
  for (let tenant = 0; tenant < nameCount(model.tenants); tenant++) {
    for (let user = model.users.starts[tenant]!; user < model.users.starts[tenant + 1]!; user++) {
      const vector = row(model.users.factors, user);
      users.push(foldUser(vector, rank, model.means[tenant]!, model.standardDeviations[tenant]!));
    }
  }
  const resources = Array.from({ length: nameCount(model.resources.names) }, (_, resource) =>
    foldResource(row(model.resources.factors, resource), rank),
  );
  return { users, resources };
}
