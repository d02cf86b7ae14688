import type { DeadLetterAudit } from './deadLetterAudit';
import type { SentMessage } from './expectation';
import type { Invocation } from './invocation';
import type { Journal } from './journal';
import { auditLog } from './logAudit';
import type { Oracle } from './oracle';

/** Holds each invocation, when it has ended, against what it was given. */
export class InvocationWatch {
  /** Invocations that have begun and not ended. */
  running = 0;
  readonly #journal: Journal;
  readonly #letters: DeadLetterAudit;
  readonly #oracle: Oracle;
  readonly #secrets: readonly string[];

  constructor(journal: Journal, letters: DeadLetterAudit, oracle: Oracle, secrets: readonly string[]) {
    this.#journal = journal;
    this.#letters = letters;
    this.#oracle = oracle;
    this.#secrets = secrets;
  }

  began(invocation: Invocation): void {
    const { id, worker, partitionId, events, retryCount } = invocation;
    this.running += 1;
    this.#letters.began(invocation);
    const place = `${partitionId}/${events[0]!.sequenceNumber}+${events.length}`;
    this.#journal.note(`${worker} invokes ${id.slice(0, 8)} with ${place}, retry ${retryCount}`);
  }

  ended(invocation: Invocation): void {
    const { id, partitionId, end, error = '', lines, events } = invocation;
    const { note, fail, invocations } = this.#journal;
    this.running -= 1;
    invocations.add(end!);
    for (const line of lines) note(`  ${id.slice(0, 8)} logs ${line.slice(0, 300)}`);
    note(`${id.slice(0, 8)} ${end} ${error.slice(0, 300)}`);
    auditLog(invocation, this.#secrets, fail);
    if (end === 'timedOut') fail(`${id} ran into the function timeout`);
    if (end !== 'succeeded') return;
    // From here on the host may forget them.
    const open = events.filter((event) => !this.#letters.parked.has(event) && !this.#isDelivered(event.message));
    for (const { sequenceNumber } of open) {
      fail(`${id} succeeded, ${partitionId}/${sequenceNumber} is neither delivered nor parked`);
    }
  }

  #isDelivered(message: SentMessage): boolean {
    return message.unreadable === undefined && this.#oracle.isDelivered(message);
  }
}
