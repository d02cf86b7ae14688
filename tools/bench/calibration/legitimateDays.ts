import { PairNames } from '../../../shared/detectors/resourceAccess/pairNames';
import type { LabelledAccess } from '../../../shared/evaluation/labelledAccess';
import type { Access } from '../../../shared/events/access';
import { millisecondsPerDay } from '../../../shared/events/time';

/**
 * The legitimate accesses of each UTC day of a test window to pairs that are new on that day: neither in training nor
 * on an earlier day of the window, as if pairs were learned every night. Each pair once, at its first access.
 *
 * @param test in the order of time.
 */
export function* legitimateDays(training: readonly Access[], test: readonly LabelledAccess[]): Generator<Access[]> {
  const names = new PairNames();
  for (const access of training) names.numberOf(access);
  const byDay = Map.groupBy(test, ({ access }) => Math.floor(access.time / millisecondsPerDay));
  for (const ofDay of byDay.values()) {
    const fresh: Access[] = [];
    for (const { access, kind } of ofDay) {
      const known = names.count;
      if (names.numberOf(access) === known && kind === null) fresh.push(access);
    }
    yield fresh;
  }
}
