import type { JudgedPairs } from '../../../shared/evaluation/judgedPairs';
import { rank } from '../../../shared/evaluation/ranking';

/** A judged pair: its score, its kind (null where legitimate), its day and its user's day. */
export interface RankedPair {
  readonly score: number | null;
  readonly kind?: string | null;
  readonly day?: number;
  readonly userDay?: number;
}

/** Pairs and their ranking, without the accesses they come from; a user-day each unless told otherwise. */
export function rankedPairs(given: readonly RankedPair[], seed = 0) {
  const kinds = [...new Set(given.flatMap(({ kind }) => kind ?? []))].sort();
  const userDays = given.map(({ userDay }, position) => userDay ?? position);
  const days = given.map(({ day }) => day ?? 0);
  const pairs: JudgedPairs = {
    accessAt: Int32Array.from(given, (_, position) => position),
    kindOf: Int32Array.from(given, ({ kind }) => (kind == null ? -1 : kinds.indexOf(kind))),
    kinds,
    dayOf: Int32Array.from(days),
    dayCount: Math.max(-1, ...days) + 1,
    userDayOf: Int32Array.from(userDays),
    userDayCount: Math.max(-1, ...userDays) + 1,
  };
  const scores = given.map(({ score }) => score);
  return { pairs, ranking: rank(scores, pairs, seed), once: new Int32Array(given.length).fill(1) };
}
