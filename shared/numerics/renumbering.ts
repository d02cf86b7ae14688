/** Numbers some of the integers below a bound anew, from 0 on, in the order in which they are first asked for. */
export class Renumbering {
  /** The old number of each new one. */
  readonly old: number[] = [];
  /** The new number plus one, 0 where there is none yet. */
  readonly #new: Int32Array;

  constructor(bound: number) {
    this.#new = new Int32Array(bound);
  }

  numberOf(old: number): number {
    if (this.#new[old] === 0) this.#new[old] = this.old.push(old);
    return this.#new[old]! - 1;
  }
}
