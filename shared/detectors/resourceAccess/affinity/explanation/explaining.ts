import type { NormalEquation } from '../../../../numerics/normalEquation';
import type { AffinityScoredModel } from '../affinityAccess';
import type { AffinityModel } from '../affinityModel';
import { LikenessMeter } from '../likenessMeter';

/** What is computed once a model, on the first access explained by it. */
export interface Explaining {
  readonly meter: LikenessMeter;
  /** Sums of products over the resources that a tenant was factorised with, by tenant; -1 stands for all tenants. */
  readonly grams: Map<number, NormalEquation>;
}

const explainings = new WeakMap<AffinityModel, Explaining>();

export function explainingOf({ affinity }: AffinityScoredModel): Explaining {
  let explaining = explainings.get(affinity);
  if (explaining === undefined) {
    explaining = { meter: new LikenessMeter(affinity.graph), grams: new Map() };
    explainings.set(affinity, explaining);
  }
  return explaining;
}

/** Mean likeness of two users of a tenant drawn at random, 0 to 1; 0 for an unknown tenant. */
export function likenessOfStrangers({ affinity }: AffinityScoredModel, tenant: number): number {
  return affinity.habits.tenants.likeness[tenant] ?? 0;
}
