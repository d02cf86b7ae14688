import type { NormalEquation } from '../../../../numerics/normalEquation';
import type { AffinityScoredModel, LocatedAccess } from '../affinityAccess';
import { explainingOf } from './explaining';
import { type FactorSupport, factorSupport, sumOfProducts } from './factorSupport';

/**
 * {@link factorSupport} by a model's factors. Null where user or resource is unknown, and in explicit feedback, where pairs
 * that do not occur, and are not kept, count too.
 */
export function modelSupport(model: AffinityScoredModel, { opener, place }: LocatedAccess): FactorSupport | null {
  const { alpha, regularization, rank, lowValue, highValue } = model.parameters;
  if (alpha === null || opener.user < 0 || place.resource < 0) return null;
  const factorization = {
    pairs: model.affinity.graph.pairs,
    factors: { users: model.users.factors, items: model.resources.factors },
    rank,
    regularization,
    alpha,
    ratings: { least: lowValue ?? 0, greatest: highValue ?? Number.POSITIVE_INFINITY },
    gram: gramOf(model, opener.tenant),
  };
  return factorSupport(factorization, opener.user, place.resource);
}

function gramOf(model: AffinityScoredModel, tenant: number): NormalEquation {
  const { grams } = explainingOf(model);
  const { separateTenants, rank } = model.parameters;
  const { resourceStarts } = model.affinity.graph;
  const key = separateTenants ? tenant : -1;
  let gram = grams.get(key);
  if (gram === undefined) {
    const from = separateTenants ? resourceStarts[tenant]! : 0;
    const to = separateTenants ? resourceStarts[tenant + 1]! : resourceStarts.at(-1)!;
    gram = sumOfProducts(model.resources.factors, rank, from, to);
    grams.set(key, gram);
  }
  return gram;
}
