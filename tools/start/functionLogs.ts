import { ActionableError } from '../../shared/errors';
import type { CaseCounts } from '../../shared/jobs/caseCounts';
import { emptyCounts, type InvocationCounts } from '../../shared/jobs/invocationCounts';
import type { HostLogEntry } from '../local/functionHost/hostLog';

/** What `retrainModels` says in its one line. */
interface Retraining {
  readonly version: string;
  readonly quality: { readonly users: number; readonly resources: number; readonly pairs: number };
}

/** What `gatherCases` says in its one line: why there was nothing to do, or its counts. */
type Gathering = CaseCounts & { readonly idle?: string; readonly error?: string };

/** Collects the lines in which the functions account for themselves; every other warning or error goes to the user. */
export class FunctionLogs {
  readonly #onOther: (text: string) => void;
  readonly #invocations: InvocationCounts[] = [];
  #retraining: Retraining | undefined;
  #gathering: Gathering | undefined;

  constructor(onOther: (text: string) => void) {
    this.#onOther = onOther;
  }

  readonly add = (entry: HostLogEntry): void => {
    const account = accountOf(entry);
    if (account !== undefined && entry.function === 'scoreEvents') this.#invocations.push(account as InvocationCounts);
    else if (account !== undefined && entry.function === 'gatherCases') this.#gathering = account as Gathering;
    else if (account !== undefined) this.#retraining = 'version' in account ? (account as Retraining) : undefined;
    else if (isForTheUser(entry)) this.#onOther(`${entry.function ?? 'host'}: ${firstLine(entry.message)}`);
  };

  /** @throws ActionableError when no model was trained. */
  retraining(): Retraining {
    if (this.#retraining !== undefined) return this.#retraining;
    throw new ActionableError('retrainModels published no model; its message stands above.');
  }

  /** What came of users' days, in words. */
  gathering(): string {
    if (this.#gathering === undefined) return 'no cases: gatherCases told nothing';
    const { idle, error, entries, scored, written } = this.#gathering;
    const problem = error ?? idle;
    if (problem !== undefined) return `no cases: ${problem}`;
    return `${entries} first-time accesses on ${scored} users' days: ${written} ${written === 1 ? 'case' : 'cases'}`;
  }

  /** The sum over all invocations of `scoreEvents`. */
  scoring(): InvocationCounts {
    const total = emptyCounts();
    for (const { skipped, ...counts } of this.#invocations) {
      for (const name of ['received', 'scored', 'parked', 'retried', 'written'] as const) total[name] += counts[name];
      for (const [reason, count] of Object.entries(skipped)) {
        total.skipped[reason] = (total.skipped[reason] ?? 0) + count;
      }
    }
    return total;
  }
}

function accountOf({ function: name, category, message }: HostLogEntry): object | undefined {
  if (category !== 'user' || !message.startsWith('{"function":')) return undefined;
  const account: unknown = JSON.parse(message);
  return typeof account === 'object' && account !== null && name !== undefined ? account : undefined;
}

function isForTheUser({ level }: HostLogEntry): boolean {
  return level === 'warning' || level === 'error' || level === 'critical';
}

/** What follows is a stack, which is for developers. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
