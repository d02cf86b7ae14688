import type { Access } from '../events/access';
import { millisecondsPerDay } from '../events/time';
import { FirstAccesses } from '../storage/firstAccesses';

/** A batch of messages ends of itself. */
const unlimited = { ofUser: Number.POSITIVE_INFINITY, ofAll: Number.POSITIVE_INFINITY };

/** What the messages of a batch tell the journal: of each user to each resource, the first access of each UTC day. */
export class FirstTimeAccesses {
  readonly #days = new Map<number, FirstAccesses>();

  add(accesses: Iterable<Access>): void {
    for (const access of accesses) {
      const day = Math.floor(access.time / millisecondsPerDay);
      const first = this.#days.get(day) ?? new FirstAccesses(unlimited);
      first.add(access);
      this.#days.set(day, first);
    }
  }

  /** By day, in the order of time. */
  all(): Access[] {
    return [...this.#days.values()].flatMap((first) => first.inOrder());
  }
}
