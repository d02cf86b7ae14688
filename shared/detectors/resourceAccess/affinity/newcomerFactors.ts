import { evenSample } from '../../../numerics/evenSample';
import type { Usage } from './usage';

/** Of more users than these a sample is looked at. */
const mostUsers = 64;

/** What was opened counts as if two more resources had been, whose users have factors that are 0. */
const priorResources = 2;

/**
 * The factors of a user who is not known, by what they have opened: those of the users of it, on average over the
 * resources, each as if one more used it whose factors are 0. Null where they have opened nothing that is known.
 */
export function factorsOfNewcomer(usage: Usage, opened: readonly number[]): Float32Array | null {
  if (opened.length === 0) return null;
  const { graph, rank, factors } = usage;
  const { rightOffsets, leftsOf } = graph.pairs;
  const mean = new Float32Array(rank);
  for (const resource of opened) {
    const all = leftsOf.subarray(rightOffsets[resource], rightOffsets[resource + 1]);
    const users = [...evenSample(all, mostUsers)];
    const share = 1 / ((opened.length + priorResources) * (users.length + 1));
    for (const user of users) {
      for (let i = 0; i < rank; i++) mean[i]! += share * factors.users[user * rank + i]!;
    }
  }
  return mean;
}
