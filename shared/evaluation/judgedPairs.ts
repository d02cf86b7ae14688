import { PairNames } from '../detectors/resourceAccess/pairNames';
import type { Access } from '../events/access';
import { millisecondsPerDay } from '../events/time';
import { PairNumbering } from '../numerics/pairNumbering';
import type { LabelledAccess } from './labelledAccess';

/**
 * The (tenant, user, resource) pairs of the test window that were not in training, each at its first access there. All
 * columns have one value a pair.
 */
export interface JudgedPairs {
  /** The first access of each pair, as a position in the window; ascending. */
  readonly accessAt: Int32Array;
  /** Position in `kinds`, or -1 for a legitimate pair. */
  readonly kindOf: Int32Array;
  /** Kinds of anomalies, in alphabetical order. */
  readonly kinds: readonly string[];
  /** Number of the tenant's UTC day, from 0 on: what a budget of pairs a day is spent on. */
  readonly dayOf: Int32Array;
  readonly dayCount: number;
  /** Number of the user's UTC day, from 0 on: what is resampled as one. */
  readonly userDayOf: Int32Array;
  readonly userDayCount: number;
}

/**
 * @param window accesses of the test window in time order. A pair is anomalous if any of its accesses there is; where
 *   they are of several kinds, the first counts.
 */
export function judgedPairs(training: readonly Access[], window: readonly LabelledAccess[]): JudgedPairs {
  const names = new PairNames();
  for (const access of training) names.numberOf(access);
  const known = names.count;
  const days = new PairNumbering();
  const userDays = new PairNumbering();
  const accessAt: number[] = [];
  const dayOf: number[] = [];
  const userDayOf: number[] = [];
  const kindNames: (string | null)[] = [];

  window.forEach(({ access, kind }, position) => {
    const pair = names.numberOf(access) - known;
    if (pair < 0) return;
    if (pair === accessAt.length) {
      const day = Math.floor(access.time / millisecondsPerDay);
      const user = names.userOf(pair + known);
      accessAt.push(position);
      kindNames.push(kind);
      dayOf.push(days.numberOf(names.users.tenantOf[user]!, day));
      userDayOf.push(userDays.numberOf(user, day));
    } else {
      kindNames[pair] ??= kind;
    }
  });

  const kinds = [...new Set(kindNames.filter((kind) => kind !== null))].sort();
  return {
    accessAt: Int32Array.from(accessAt),
    kindOf: Int32Array.from(kindNames, (kind) => (kind === null ? -1 : kinds.indexOf(kind))),
    kinds,
    dayOf: Int32Array.from(dayOf),
    dayCount: days.count,
    userDayOf: Int32Array.from(userDayOf),
    userDayCount: userDays.count,
  };
}
