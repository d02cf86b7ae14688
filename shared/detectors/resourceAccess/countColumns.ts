import { grown } from '../../numerics/grown';

/** Count, first and last time of whatever is numbered from 0 on, in columns: millions of them are no objects. */
export class CountColumns {
  #counts = new Float64Array(8);
  #firsts = new Float64Array(8);
  #lasts = new Float64Array(8);
  #length = 0;

  /** One past the highest number that was added to. */
  get length(): number {
    return this.#length;
  }

  /** @param first and `last`, milliseconds since 1970 */
  add(number: number, count: number, first: number, last: number): void {
    if (number >= this.#length) this.#growTo(number + 1);
    const before = this.#counts[number]!;
    this.#counts[number] = before + count;
    if (before === 0 || first < this.#firsts[number]!) this.#firsts[number] = first;
    if (before === 0 || last > this.#lasts[number]!) this.#lasts[number] = last;
  }

  /** 0 for a number that was never added to; its times mean nothing then. */
  countOf(number: number): number {
    return this.#counts[number]!;
  }

  firstOf(number: number): number {
    return this.#firsts[number]!;
  }

  lastOf(number: number): number {
    return this.#lasts[number]!;
  }

  #growTo(length: number): void {
    this.#counts = grown(this.#counts, length);
    this.#firsts = grown(this.#firsts, length);
    this.#lasts = grown(this.#lasts, length);
    this.#length = length;
  }
}
