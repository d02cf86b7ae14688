import fc from 'fast-check';
import { type Habits, measureHabits } from '../../../../../shared/detectors/resourceAccess/affinity/habits';
import type { Usage } from '../../../../../shared/detectors/resourceAccess/affinity/usage';
import { resourceTraits, usageGraph } from '../../../../../shared/detectors/resourceAccess/affinity/usageGraph';
import {
  type PairTable,
  type TrainingPair,
  tabulatePairs,
} from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { MersenneTwister } from '../../../../../shared/numerics/mersenneTwister';

/** Pairs as `user-resource`, `user-resource-day` or `user-resource-day-day of return`, of one tenant. */
export function pairs(names: string, tenant = '0'): TrainingPair[] {
  return names.split(' ').map((name) => {
    const [user = '', resource = '', ...days] = name.split('-');
    const [firstDay, returnDay] = days.map(Number);
    return { tenant, user, resource, likelihood: 1, firstDay, returnDay };
  });
}

export const graphOf = (table: PairTable) => usageGraph(table, resourceTraits(table.resources));

/** Pairs of up to two tenants, ten users and ten shares on three servers. */
export const anyTable = fc
  .array(
    fc.record({
      tenant: fc.constantFrom('0', '1'),
      user: fc.nat(9).map((user) => `u${user}`),
      resource: fc.nat(9).map((share) => `fs${share % 3}\\share${share}`),
      likelihood: fc.constant(1),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map(tabulatePairs);

/** The usage of a table, with factors that are all `factor`. */
export function usageOf(table: PairTable, factor = 0.5): Usage & Habits {
  const graph = graphOf(table);
  const rank = 2;
  const factors = {
    users: new Float32Array(table.users.values.length * rank).fill(factor),
    items: new Float32Array(table.resources.values.length * rank).fill(factor),
  };
  return { graph, factors, rank, ...measureHabits(graph, table, new MersenneTwister(1)) };
}
