import { countOffsets } from '../../../numerics/countingSort';
import type { PairTable } from '../trainingSet';
import type { HeldOutPairs } from './heldOut';

/** What was known before the held-out pairs, of the same users and resources. */
export function withoutHeldOut(table: PairTable, { isHeldOut }: HeldOutPairs): PairTable {
  const kept = (_: number, pair: number) => isHeldOut[pair] === 0;
  const userOf = table.userOf.filter(kept);
  return {
    users: table.users,
    resources: table.resources,
    offsets: countOffsets(userOf, table.users.values.length),
    userOf,
    resourceOf: table.resourceOf.filter(kept),
    likelihoods: table.likelihoods.filter(kept),
    firstDays: table.firstDays.filter(kept),
    returnDays: table.returnDays.filter(kept),
  };
}
