import { countOffsets } from '../../numerics/countingSort';
import type { PairTable, TrainingPair } from './trainingSet';

/**
 * The pairs of some users, tabulated as if there were no others.
 *
 * @param isKept 1 for each user whose pairs are kept, otherwise 0.
 */
export function selectUsers(table: PairTable, isKept: Uint8Array): PairTable {
  const isUsed = new Uint8Array(table.resources.values.length);
  let count = 0;
  for (let pair = 0; pair < table.userOf.length; pair++) {
    if (isKept[table.userOf[pair]!] === 0) continue;
    isUsed[table.resourceOf[pair]!] = 1;
    count++;
  }
  const users = table.users.filter(isKept);
  const newUsers = positionsAmong(isKept);
  const newResources = positionsAmong(isUsed);
  const userOf = new Int32Array(count);
  const resourceOf = new Int32Array(count);
  const likelihoods = new Float64Array(count);
  const firstDays = new Int32Array(count);
  const returnDays = new Int32Array(count);
  let next = 0;
  for (let pair = 0; pair < table.userOf.length; pair++) {
    if (isKept[table.userOf[pair]!] === 0) continue;
    userOf[next] = newUsers[table.userOf[pair]!]!;
    resourceOf[next] = newResources[table.resourceOf[pair]!]!;
    firstDays[next] = table.firstDays[pair]!;
    returnDays[next] = table.returnDays[pair]!;
    likelihoods[next++] = table.likelihoods[pair]!;
  }
  const offsets = countOffsets(userOf, users.values.length);
  return {
    users,
    resources: table.resources.filter(isUsed),
    offsets,
    userOf,
    resourceOf,
    likelihoods,
    firstDays,
    returnDays,
  };
}

/** The pairs of some users by name, in the order of the table. */
export function* pairsOfUsers(table: PairTable, isWanted: Uint8Array): Generator<TrainingPair> {
  const { users, resources, userOf, resourceOf, likelihoods } = table;
  for (let pair = 0; pair < userOf.length; pair++) {
    const user = userOf[pair]!;
    if (isWanted[user] === 0) continue;
    yield {
      tenant: users.partitions[users.partitionOf[user]!]!,
      user: users.values[user]!,
      resource: resources.values[resourceOf[pair]!]!,
      likelihood: likelihoods[pair]!,
    };
  }
}

/** For each position that is kept, how many before it are. */
function positionsAmong(isKept: Uint8Array): Int32Array {
  let kept = 0;
  return Int32Array.from(isKept, (one) => (one === 1 ? kept++ : -1));
}
