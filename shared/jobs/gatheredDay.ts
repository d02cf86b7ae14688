import type { Access } from '../events/access';
import type { JournalPosition, JournalReading } from '../storage/dayJournal';
import { FirstAccesses } from '../storage/firstAccesses';
import { caseLimits } from './caseLimits';

/** Whose day it is. */
export type TenantUser = Pick<Access, 'tenant' | 'user'>;

/** A UTC day as the journal has told it so far, and the users of whom it has told anything new. */
export class GatheredDay {
  /** How far the journal has been read. */
  position: JournalPosition = {};
  readonly #accesses = new FirstAccesses(caseLimits.accesses);
  readonly #changed = new Map<string, TenantUser>();

  /** Takes what the journal told since {@link position}. Returns how many entries are beyond the limits. */
  add({ entries, beyondLimit, position }: JournalReading): number {
    const before = this.#accesses.beyondLimit;
    for (const entry of entries) {
      if (this.#accesses.add(entry)) this.#changed.set(keyOf(entry), entry);
    }
    this.position = position;
    return beyondLimit + this.#accesses.beyondLimit - before;
  }

  /** Users whose day has changed since it was last dealt with, the one that has waited longest first. */
  changed(): readonly TenantUser[] {
    return [...this.#changed.values()];
  }

  /** What a user opened for the first time, in the order of time. */
  accessesOf(user: TenantUser): Access[] {
    return this.#accesses.ofUser(user);
  }

  /** A user's day has been dealt with, until something new is told of it. */
  settle(user: TenantUser): void {
    this.#changed.delete(keyOf(user));
  }
}

function keyOf({ tenant, user }: TenantUser): string {
  return JSON.stringify([tenant, user]);
}
