import type { AffinityOdds } from './affinityModel';
import { type HeldOutPairs, isEnoughAlone } from './heldOut';
import { type AffinityTrial, type HeldOutExamples, learnOdds } from './learnOdds';

/** The odds of each tenant: learned from it alone, or from all together where it has too few held-out pairs. */
export function oddsByTenant(held: HeldOutExamples, trial: AffinityTrial): AffinityOdds[] {
  let ofAll: AffinityOdds | undefined;
  return held.table.users.partitions.map((_, tenant) => {
    const heldOut = heldOutOf(tenant, held);
    if (isEnoughAlone(heldOut.count)) return learnOdds({ ...held, heldOut }, trial);
    ofAll ??= learnOdds(held, trial);
    return ofAll;
  });
}

/** Those of the held-out pairs that are of a tenant. */
function heldOutOf(tenant: number, { table: { users, offsets }, heldOut }: HeldOutExamples): HeldOutPairs {
  const [from, end] = [offsets[users.starts[tenant]!]!, offsets[users.starts[tenant + 1]!]!];
  const own = heldOut.isHeldOut.subarray(from, end);
  const isHeldOut = new Uint8Array(heldOut.isHeldOut.length);
  isHeldOut.set(own, from);
  return { ...heldOut, isHeldOut, count: own.reduce((sum, one) => sum + one, 0) };
}
