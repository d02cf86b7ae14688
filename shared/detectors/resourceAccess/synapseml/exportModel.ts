import type { KnownPairs } from '../knownPairs';
import { type AccessAnomalyModel, type EntityTable, foldedVectors } from '../model';
import { namesOf, type TenantNames } from '../nameTable';
import type { SavedComponents, SavedModel, SavedNames, SavedPairs, SavedVectors } from './savedModel';

/**
 * The frames of a model as SynapseML's AccessAnomaly saves them, with which Spark scores as this model does: its factors,
 * components and known pairs. Parameters, and what else a model holds, have no place there.
 */
export function exportModel(model: AccessAnomalyModel): SavedModel {
  const vectors = foldedVectors(model);
  const tenants = namesOf(model.tenants);
  return {
    users: vectorsOf('users', tenants, model.users, vectors.users),
    resources: vectorsOf('resources', tenants, model.resources, vectors.resources),
    userComponents: componentsOf('components of users', tenants, model.users),
    resourceComponents: componentsOf('components of resources', tenants, model.resources),
    history: model.history && pairsOf(model.history),
  };
}

function vectorsOf(
  where: string,
  tenants: readonly string[],
  entities: EntityTable,
  vectors: Float64Array[],
): SavedVectors {
  return { ...savedNames(where, tenants, entities), vectors };
}

/** Names without a component are left out, by which Spark knows that they are unknown. */
function componentsOf(where: string, tenants: readonly string[], entities: EntityTable): SavedComponents {
  const all = savedNames(where, tenants, entities);
  const isKept = (_: unknown, position: number) => entities.components[position]! >= 0;
  return {
    where,
    tenants: all.tenants.filter(isKept),
    names: all.names.filter(isKept),
    components: Array.from(entities.components).filter((component) => component >= 0),
  };
}

function pairsOf({ tenants, users, resources, offsets, resourceOf }: KnownPairs): SavedPairs {
  const ofUsers = savedNames('history', namesOf(tenants), users);
  const resourceNames = namesOf(resources.names);
  const pairs = { tenants: [] as string[], users: [] as string[], resources: [] as string[] };
  ofUsers.names.forEach((user, i) => {
    for (let pair = offsets[i]!; pair < offsets[i + 1]!; pair++) {
      pairs.tenants.push(ofUsers.tenants[i]!);
      pairs.users.push(user!);
      pairs.resources.push(resourceNames[resourceOf[pair]!]!);
    }
  });
  return pairs;
}

function savedNames(where: string, tenants: readonly string[], { starts, names }: TenantNames): SavedNames {
  const tenantOf = tenants.flatMap((tenant, i) => new Array<string>(starts[i + 1]! - starts[i]!).fill(tenant));
  return { where, tenants: tenantOf, names: namesOf(names) };
}
