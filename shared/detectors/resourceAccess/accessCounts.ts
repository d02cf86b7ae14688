import type { Access } from '../../events/access';
import type { DecodedParts } from '../detector';
import { CountColumns, dayOf } from './countColumns';
import { type DayCounts, DayGathering } from './dayCounts';
import { decodeDayCounts, encodeDayCounts } from './dayCountsFile';
import { PairNames } from './pairNames';
import type { TrainingPair } from './trainingSet';

/** A pair with the time of its first access, in milliseconds since 1970. */
export interface TimedPair extends TrainingPair {
  readonly firstAccess: number;
}

/**
 * Counts accesses per (tenant, user, resource), whatever their order, and turns them into likelihoods the way the
 * BYO-ML training notebook does: accesses per day over the pair's own active span in whole UTC days,
 * `likelihood = count / (1 + last day - first day)`.
 *
 * Accesses come one by one, or counted by day before: the sums are whole numbers, so both give the same.
 */
export class AccessCounts {
  readonly #names = new PairNames();
  readonly #columns = new CountColumns();
  #firstAccess = Number.POSITIVE_INFINITY;
  #lastAccess = Number.NEGATIVE_INFINITY;
  #total = 0;

  add(access: Access): void {
    this.#count(this.#names.numberOf(access), 1, access.time, access.time);
  }

  /** Counts accesses of the UTC day that begins at `midnight` apart, to be merged or encoded. */
  gather(midnight: number): DayGathering {
    return new DayGathering(this.#names, midnight);
  }

  /** @param part gathered, or decoded, by this very memory */
  merge({ midnight, pairs, counts, firsts, lasts }: DayCounts): void {
    pairs.forEach((pair, i) => {
      this.#count(pair, counts[i]!, midnight + firsts[i]!, midnight + lasts[i]!);
    });
  }

  encode(parts: readonly DayCounts[], content: unknown): Uint8Array {
    return encodeDayCounts(this.#names, parts, content);
  }

  decode(bytes: Uint8Array, name: string): DecodedParts<DayCounts> {
    return decodeDayCounts(this.#names, bytes, name);
  }

  /** Number of accesses added or merged. */
  get total(): number {
    return this.#total;
  }

  /** Times of the first and the last access, or null when there is none. */
  get window(): { readonly from: string; readonly to: string } | null {
    if (this.#total === 0) return null;
    return { from: new Date(this.#firstAccess).toISOString(), to: new Date(this.#lastAccess).toISOString() };
  }

  *pairs(): Generator<TrainingPair> {
    for (const pair of this.#counted()) yield this.#trainingPair(pair);
  }

  /** The same pairs, each with the time of its first access: what was known on a day, and what came after it. */
  *timedPairs(): Generator<TimedPair> {
    for (const pair of this.#counted()) {
      yield { ...this.#trainingPair(pair), firstAccess: this.#columns.firstOf(pair) };
    }
  }

  /** Numbers of the pairs. One that was gathered and not merged, as its day is out of the window, is none of them. */
  *#counted(): Generator<number> {
    for (let pair = 0; pair < this.#columns.length; pair++) if (this.#columns.countOf(pair) > 0) yield pair;
  }

  #trainingPair(pair: number): TrainingPair {
    const firstDay = dayOf(this.#columns.firstOf(pair));
    const days = 1 + dayOf(this.#columns.lastOf(pair)) - firstDay;
    const returnDay = this.#columns.returnDayOf(pair);
    return { ...this.#names.pairAt(pair), likelihood: this.#columns.countOf(pair) / days, firstDay, returnDay };
  }

  #count(pair: number, count: number, first: number, last: number): void {
    this.#columns.add(pair, count, first, last);
    this.#firstAccess = Math.min(this.#firstAccess, first);
    this.#lastAccess = Math.max(this.#lastAccess, last);
    this.#total += count;
  }
}
