import type { Usage } from './usage';

/** Of more users than these a sample is looked at, evenly spaced. */
const mostUsers = 64;

/** The factors of a known user: a view. */
export function factorsOf({ factors, rank }: Usage, user: number): Float32Array {
  return factors.users.subarray(user * rank, (user + 1) * rank);
}

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
    const [from, end] = [rightOffsets[resource]!, rightOffsets[resource + 1]!];
    const step = Math.max(1, (end - from) / mostUsers);
    const users = Math.ceil((end - from) / step);
    const share = 1 / ((opened.length + priorResources) * (users + 1));
    for (let at = from; at < end; at += step) {
      const user = leftsOf[Math.floor(at)]!;
      for (let i = 0; i < rank; i++) mean[i]! += share * factors.users[user * rank + i]!;
    }
  }
  return mean;
}
