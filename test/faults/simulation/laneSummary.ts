import { type RunResult, Tally } from './runResult';

/** What many runs came to. */
export class LaneSummary {
  readonly failed: { readonly seed: number; readonly failures: readonly string[] }[] = [];
  readonly #totals = new Tally();
  readonly #faults = new Tally();
  readonly #invocations = new Tally();
  readonly #parked = new Tally();
  readonly #started = performance.now();
  #longest = { recovery: 0, seed: 0 };

  runs = 0;
  /** In the tables. */
  cases = 0;

  add(result: RunResult): void {
    this.runs += 1;
    this.cases += result.cases;
    const { seed, failures, recovery, faults, invocations, parked, ...counts } = result;
    this.#totals.addAll(counts);
    this.#faults.addAll(faults);
    this.#invocations.addAll(invocations);
    this.#parked.addAll(parked);
    if (recovery > this.#longest.recovery) this.#longest = { recovery, seed };
    if (failures.length > 0) this.failed.push({ seed, failures });
  }

  toObject() {
    const { recovery, seed } = this.#longest;
    return {
      seeds: this.runs,
      ...this.#totals.toObject(),
      faults: this.#faults.toObject(),
      invocations: this.#invocations.toObject(),
      parked: this.#parked.toObject(),
      longestRecoverySeconds: Math.round(recovery / 1000),
      longestRecoverySeed: seed,
      wallSeconds: Math.round((performance.now() - this.#started) / 1000),
      failed: this.failed.toSorted((one, other) => one.seed - other.seed),
    };
  }

  toString(): string {
    const { faults, invocations, parked, failed, ...numbers } = this.toObject();
    const list = (counts: Readonly<Record<string, number>>) =>
      Object.entries(counts).map(([name, count]) => `  ${name.padEnd(28)} ${count.toLocaleString('en-US')}`);
    return [
      ...list(numbers),
      'faults',
      ...list(faults),
      'invocations',
      ...list(invocations),
      'dead letters',
      ...list(parked),
      failed.length === 0 ? 'no seed failed' : `${failed.length} seeds failed`,
      ...failed.map(({ seed, failures }) => `  seed ${seed}: ${failures[0]?.slice(0, 200)}`),
    ].join('\n');
  }
}
