import { grown } from '../../numerics/grown';

/** Users, resources and likelihoods of pairs, one entry a pair. */
export interface PairColumns {
  readonly userOf: Int32Array;
  readonly resourceOf: Int32Array;
  readonly likelihoods: Float64Array;
  /** UTC day of the first access, in days since 1970; -1 where it is not known. */
  readonly firstDays: Int32Array;
  /** UTC day on which the user came back for the first time after that day; -1 where there was none, or it is not known. */
  readonly returnDays: Int32Array;
}

/** Rows of pairs in columns that grow: 24 bytes a row, however many there will be. */
export class PairRows {
  #users = new Int32Array(1024);
  #resources = new Int32Array(1024);
  #likelihoods = new Float64Array(1024);
  #firstDays = new Int32Array(1024);
  #returnDays = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(user: number, resource: number, likelihood: number, firstDay = -1, returnDay = -1): void {
    const row = this.#length++;
    if (row === this.#users.length) this.#grow();
    this.#users[row] = user;
    this.#resources[row] = resource;
    this.#likelihoods[row] = likelihood;
    this.#firstDays[row] = firstDay;
    this.#returnDays[row] = returnDay;
  }

  /** The rows so far, as views. */
  columns(): PairColumns {
    return {
      userOf: this.#users.subarray(0, this.#length),
      resourceOf: this.#resources.subarray(0, this.#length),
      likelihoods: this.#likelihoods.subarray(0, this.#length),
      firstDays: this.#firstDays.subarray(0, this.#length),
      returnDays: this.#returnDays.subarray(0, this.#length),
    };
  }

  #grow(): void {
    this.#users = grown(this.#users, this.#length);
    this.#resources = grown(this.#resources, this.#length);
    this.#likelihoods = grown(this.#likelihoods, this.#length);
    this.#firstDays = grown(this.#firstDays, this.#length);
    this.#returnDays = grown(this.#returnDays, this.#length);
  }
}
