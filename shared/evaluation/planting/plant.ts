import type { Access } from '../../events/access';
import { MersenneTwister } from '../../numerics/mersenneTwister';
import type { LabelledAccess } from '../labelledAccess';
import { PlantingGround } from './plantingGround';
import { adjacentTeam } from './rules/adjacentTeam';
import { adminShare } from './rules/adminShare';
import { crossDepartment } from './rules/crossDepartment';
import { newAccount } from './rules/newAccount';
import { otherSite } from './rules/otherSite';
import type { PlantingRule } from './rules/rule';
import { serviceAccount } from './rules/serviceAccount';
import { sweep } from './rules/sweep';

const rules: readonly PlantingRule[] = [
  crossDepartment,
  sweep,
  newAccount,
  adminShare,
  adjacentTeam,
  serviceAccount,
  otherSite,
];

export interface Planting {
  /** The planted accesses, none of which is a pair of training or of the test window. */
  readonly accesses: readonly LabelledAccess[];
  /** Which kinds could not be planted, each with what it takes. */
  readonly notes: readonly string[];
}

/**
 * Plants anomalies into a test window by the rules of each kind, in each tenant that is in both training and test. What
 * belongs to whom, the rules learn from training alone.
 *
 * @param seed the same seed plants the same.
 */
export function plant(training: readonly Access[], test: readonly Access[], seed: number): Planting {
  const random = new MersenneTwister(seed);
  const trainingOf = Map.groupBy(training, ({ tenant }) => tenant);
  const testOf = Map.groupBy(test, ({ tenant }) => tenant);
  const accesses: LabelledAccess[] = [];
  const notes: string[] = [];
  const tenants = [...trainingOf.keys()].filter((tenant) => testOf.has(tenant)).sort();
  for (const tenant of tenants) {
    const ground = new PlantingGround(trainingOf.get(tenant)!, testOf.get(tenant)!);
    for (const rule of rules) {
      const planted = rule.plant(ground, random);
      accesses.push(...planted);
      const place = tenants.length > 1 ? ` in tenant ${tenant}` : '';
      if (planted.length === 0) notes.push(`No ${rule.kind} is planted${place}: ${rule.needs}.`);
    }
  }
  return { accesses, notes };
}
