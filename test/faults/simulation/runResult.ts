import type { TableCounts } from './oracle';

/** What one run, or many, came to. */
export interface RunResult extends TableCounts {
  readonly seed: number;
  readonly failures: readonly string[];
  readonly messages: number;
  readonly rows: number;
  readonly requests: number;
  /** Cases in the table, and rows of them. */
  readonly cases: number;
  readonly caseRows: number;
  readonly answers413: number;
  readonly replayed: number;
  /** Virtual milliseconds from the end of the faults until everything was done. */
  readonly recovery: number;
  /** Invocations by how they ended. */
  readonly invocations: Readonly<Record<string, number>>;
  /** Letters by reason. */
  readonly parked: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
}

/** Counts by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  addAll(counts: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(counts)) this.add(name, count);
  }

  toObject(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}
