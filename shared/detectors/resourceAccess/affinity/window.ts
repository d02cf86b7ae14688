import type { PairTable } from '../trainingSet';

/** The days that pairs were first seen on. */
export interface Window {
  /** Days since 1970. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** From the first to the last, both included; 0 where no pair carries time. */
  readonly days: number;
}

/** The window of the pairs of one tenant: it may have been learned from for a shorter while than others. */
export function windowOfTenant({ users, offsets, firstDays }: PairTable, tenant: number): Window {
  return windowOf(firstDays.subarray(offsets[users.starts[tenant]!], offsets[users.starts[tenant + 1]!]));
}

/**
 * The window of pairs.
 *
 * @param firstDays of the pairs; -1 where they carry no time.
 */
export function windowOf(firstDays: Int32Array): Window {
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of firstDays) {
    if (day < 0) continue;
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  return { firstDay, lastDay, days: Math.max(0, lastDay - firstDay + 1) };
}
