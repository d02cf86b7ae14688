import { millisecondsPerDay } from '../../events/time';
import { grown } from '../../numerics/grown';

/** Count, first and last time, and the day of return, of whatever is numbered from 0 on, in columns: millions of them are no objects. */
export class CountColumns {
  #counts = new Float64Array(8);
  #firsts = new Float64Array(8);
  #lasts = new Float64Array(8);
  #returnDays = new Int32Array(8);
  #length = 0;

  /** One past the highest number that was added to. */
  get length(): number {
    return this.#length;
  }

  /** @param first and `last`, milliseconds since 1970, of one UTC day */
  add(number: number, count: number, first: number, last: number): void {
    if (number >= this.#length) this.#growTo(number + 1);
    const before = this.#counts[number]!;
    this.#counts[number] = before + count;
    this.#returnDays[number] = before === 0 ? -1 : this.#returnDayWith(number, dayOf(first));
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

  /** UTC day of the second of the days with a count, in days since 1970; -1 where they were of one day. */
  returnDayOf(number: number): number {
    return this.#returnDays[number]!;
  }

  /** The second of the days so far and one more. */
  #returnDayWith(number: number, day: number): number {
    const firstDay = dayOf(this.#firsts[number]!);
    const returnDay = this.#returnDays[number]!;
    if (day === firstDay) return returnDay;
    const later = Math.max(day, firstDay);
    return returnDay < 0 ? later : Math.min(later, returnDay);
  }

  #growTo(length: number): void {
    this.#counts = grown(this.#counts, length);
    this.#firsts = grown(this.#firsts, length);
    this.#lasts = grown(this.#lasts, length);
    this.#returnDays = grown(this.#returnDays, length);
    this.#length = length;
  }
}

/** UTC day of a time, in days since 1970. @param time milliseconds since 1970 */
export function dayOf(time: number): number {
  return Math.floor(time / millisecondsPerDay);
}
