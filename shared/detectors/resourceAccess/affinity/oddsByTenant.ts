import type { AffinityOdds } from './affinityModel';
import { type HeldOutPairs, isEnoughAlone } from './heldOut';
import { type AffinityTrial, type HeldOutExamples, learnOdds } from './learnOdds';

/** The odds of each tenant: of its own held-out pairs alone, or of those of all tenants where it has too few. */
export function oddsByTenant(held: HeldOutExamples, trial: AffinityTrial): AffinityOdds[] {
  let ofAll: AffinityOdds | undefined;
  return held.table.users.partitions.map((_, tenant) => {
    const heldOut = heldOutOf(tenant, held);
    if (heldOut !== null) return learnOdds({ ...held, heldOut }, trial);
    ofAll ??= learnOdds(held, trial);
    return ofAll;
  });
}

/** Those of the held-out pairs that are of a tenant; null where they are too few. */
function heldOutOf(tenant: number, { table: { users, offsets }, heldOut }: HeldOutExamples): HeldOutPairs | null {
  const [from, end] = [offsets[users.starts[tenant]!]!, offsets[users.starts[tenant + 1]!]!];
  const own = heldOut.isHeldOut.subarray(from, end);
  const count = own.reduce((sum, one) => sum + one, 0);
  if (!isEnoughAlone(count)) return null;
  const isHeldOut = new Uint8Array(heldOut.isHeldOut.length);
  isHeldOut.set(own, from);
  return { ...heldOut, isHeldOut, count };
}
