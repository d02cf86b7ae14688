import { type AccessAnomalyModel, score, toOriginalScore } from '../../shared/detectors/resourceAccess/model';
import { namesOf, type TenantNames } from '../../shared/detectors/resourceAccess/nameTable';
import type { Pair } from '../../shared/detectors/resourceAccess/trainingSet';
import type { Factors } from '../../shared/numerics/alternatingLeastSquares';

/** A tenant and the name of a user or resource of it. */
export type TenantName = readonly [tenant: string, name: string];

/** What one side learned, and how it scores: the same of both sides, so that they can be held against each other. */
export interface Outcome {
  /** Whose the vectors are, in their order: by tenant, then by name. */
  readonly users: readonly TenantName[];
  readonly resources: readonly TenantName[];
  /** Length of the vectors. */
  readonly rank: number;
  readonly factors: Factors;
  /** Of the case's pairs, in their order, as the original has them: NaN for none, Infinity for disconnected ones. */
  readonly scores: Float64Array;
}

/** What we learned, as the original tells it. */
export function ourOutcome(model: AccessAnomalyModel, pairs: readonly Pair[]): Outcome {
  const { users, resources, parameters } = model;
  const tenants = namesOf(model.tenants);
  return {
    users: tenantNames(users, tenants),
    resources: tenantNames(resources, tenants),
    rank: parameters.rank,
    factors: { users: users.factors, items: resources.factors },
    scores: Float64Array.from(
      pairs,
      ({ tenant, user, resource }) => toOriginalScore(score(model, tenant, user, resource)) ?? Number.NaN,
    ),
  };
}

function tenantNames({ starts, names }: TenantNames, tenants: readonly string[]): TenantName[] {
  const all = namesOf(names);
  return tenants.flatMap((tenant, at) =>
    all.slice(starts[at], starts[at + 1]).map((name): TenantName => [tenant, name]),
  );
}
