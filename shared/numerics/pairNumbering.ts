import { grown } from './grown';

/**
 * Numbers distinct pairs of integers from 0 on, in the order in which they are first met. Open addressing in typed
 * arrays: a Map of pairs would hold an object for each, and no more than 2²⁴ of them.
 */
export class PairNumbering {
  /** Number of a pair plus one, 0 where there is none; a power of two long, and never more than half full. */
  #slots = new Int32Array(16);
  #lefts = new Int32Array(8);
  #rights = new Int32Array(8);
  #count = 0;

  /** Number of distinct pairs. */
  get count(): number {
    return this.#count;
  }

  /** @param left and `right`, integers of 32 bits */
  numberOf(left: number, right: number): number {
    let slot = this.#firstSlot(left, right);
    for (;;) {
      const number = this.#slots[slot]! - 1;
      if (number < 0) return this.#add(left, right, slot);
      if (this.#lefts[number] === left && this.#rights[number] === right) return number;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
  }

  leftOf(number: number): number {
    return this.#lefts[number]!;
  }

  rightOf(number: number): number {
    return this.#rights[number]!;
  }

  #add(left: number, right: number, slot: number): number {
    const number = this.#count++;
    this.#lefts = grown(this.#lefts, this.#count);
    this.#rights = grown(this.#rights, this.#count);
    this.#lefts[number] = left;
    this.#rights[number] = right;
    this.#slots[slot] = this.#count;
    if (this.#count * 2 > this.#slots.length) this.#rebuild();
    return number;
  }

  #rebuild(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#count; number++) {
      let slot = this.#firstSlot(this.#lefts[number]!, this.#rights[number]!);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = number + 1;
    }
  }

  /** By multiplication with odd constants and a final mix, as neighbours are met together. */
  #firstSlot(left: number, right: number): number {
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
    return (hash ^ (hash >>> 13)) & (this.#slots.length - 1);
  }
}
