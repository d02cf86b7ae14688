import type { InvocationCounts } from '../../shared/jobs/invocationCounts';
import type { HostLogEntry } from '../local/functionHost/hostLog';

/** What the functions say has become of the rows, in their own log lines. */
export class RowAccounts {
  scored = 0;
  skipped = 0;
  parked = 0;
  /** Findings delivered. */
  written = 0;
  /** Rows that came again; they are counted nowhere else. */
  retried = 0;
  invocations = 0;
  /** Warnings and errors that are no account, the latest hundred. */
  readonly complaints: string[] = [];
  #settled: () => void = () => {};

  /** Rows that have reached their end. */
  get done(): number {
    return this.scored + this.skipped + this.parked;
  }

  /** Resolves when rows have reached their end, or a second has passed. */
  async progress(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#settled = resolve;
    const timer = setTimeout(resolve, 1_000);
    await promise;
    clearTimeout(timer);
  }

  readonly add = ({ function: name, category, level, message }: HostLogEntry): void => {
    if (name === 'scoreEvents' && category === 'user' && message.startsWith('{"function":')) {
      this.#count(JSON.parse(message));
    } else if (level === 'warning' || level === 'error' || level === 'critical') {
      this.complaints.push(message);
      if (this.complaints.length > 100) this.complaints.shift();
    }
  };

  #count({ scored, skipped, parked, retried, written }: InvocationCounts): void {
    this.invocations++;
    if (retried > 0) {
      this.retried += retried;
      return;
    }
    this.scored += scored;
    this.parked += parked;
    this.written += written;
    for (const count of Object.values(skipped)) this.skipped += count;
    this.#settled();
  }
}
