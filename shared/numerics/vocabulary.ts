import { Indexer } from './indexer';
import { sortUtf8 } from './utf8Order';

/**
 * Numbers the distinct values of each partition from 0 on as they come, so that rows need to hold no names. Values are
 * taken as UTF-8 can carry them: a surrogate without its other half is U+FFFD.
 */
export class Vocabulary {
  /** Numbers by partition and value; a value that is not well-formed has that of what it is taken as. */
  readonly #numbers = new Map<string, Map<string, number>>();
  #size = 0;
  #latest: string | undefined;
  #ofLatest = new Map<string, number>();

  numberOf(partition: string, value: string): number {
    if (partition !== this.#latest) this.#turnTo(partition);
    return this.#ofLatest.get(value) ?? this.#add(value);
  }

  /** @returns the values in order, and the position there of each number. */
  order(resetPerPartition = false): { readonly indexer: Indexer; readonly positionOf: Int32Array } {
    const positionOf = new Int32Array(this.#size);
    let position = 0;
    const ordered = sortUtf8([...this.#numbers.keys()]).map((partition) => {
      const numbers = this.#numbers.get(partition)!;
      const values = sortUtf8([...numbers.keys()].filter((value) => value.isWellFormed()));
      for (const value of values) positionOf[numbers.get(value)!] = position++;
      return { partition, values };
    });
    return { indexer: new Indexer(ordered, resetPerPartition), positionOf };
  }

  #turnTo(partition: string): void {
    const wellFormed = partition.toWellFormed();
    this.#ofLatest = this.#numbers.get(wellFormed) ?? new Map();
    this.#numbers.set(wellFormed, this.#ofLatest);
    this.#latest = partition;
  }

  #add(value: string): number {
    const wellFormed = value.toWellFormed();
    const number = this.#ofLatest.get(wellFormed) ?? this.#size++;
    this.#ofLatest.set(wellFormed, number).set(value, number);
    return number;
  }
}
