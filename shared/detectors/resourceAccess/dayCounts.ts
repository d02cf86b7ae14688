import type { Access } from '../../events/access';
import type { AccessPart } from '../detector';
import { CountColumns } from './countColumns';
import type { PairNames } from './pairNames';

/** Accesses of one UTC day counted by pair, each pair once, in columns. */
export interface DayCounts extends AccessPart {
  /** Numbers of the pairs, by the names of the memory they were gathered or decoded for. */
  readonly pairs: Int32Array;
  readonly counts: Int32Array;
  /** Milliseconds after midnight. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

/** Counts accesses of one UTC day apart from all others. */
export class DayGathering {
  readonly #names: PairNames;
  readonly #midnight: number;
  readonly #columns = new CountColumns();
  /** Place in the columns, by pair. */
  readonly #places = new Map<number, number>();
  #total = 0;

  constructor(names: PairNames, midnight: number) {
    this.#names = names;
    this.#midnight = midnight;
  }

  add(access: Access): void {
    const pair = this.#names.numberOf(access);
    const place = this.#places.get(pair) ?? this.#places.size;
    if (place === this.#places.size) this.#places.set(pair, place);
    const time = access.time - this.#midnight;
    this.#columns.add(place, 1, time, time);
    this.#total++;
  }

  finish(): DayCounts {
    const columns = this.#columns;
    const pairs = Int32Array.from(this.#places.keys());
    return {
      midnight: this.#midnight,
      total: this.#total,
      pairs,
      counts: pairs.map((_, place) => columns.countOf(place)),
      firsts: pairs.map((_, place) => columns.firstOf(place)),
      lasts: pairs.map((_, place) => columns.lastOf(place)),
    };
  }
}
