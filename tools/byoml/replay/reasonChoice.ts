import { unreadableReasons } from '../../../shared/events/envelope';
import { reasons } from '../input/accounting';

/** Which letters are replayed, by their reasons: those that were chosen, or all but those that hold no rows. */
export class ReasonChoice {
  /** Of the letters that were read. A map, because reasons are read from files. */
  readonly #seen = new Map<string, number>();

  /** @param chosen empty for no choice: what holds no rows stays then, it would only be parked again */
  constructor(readonly chosen: readonly string[]) {}

  /** To be asked once for each letter. */
  isWanted(reason: string): boolean {
    this.#seen.set(reason, (this.#seen.get(reason) ?? 0) + 1);
    return this.chosen.length > 0 ? this.chosen.includes(reason) : !isUnreadable(reason);
  }

  /** What to say of the choice once all letters were read: where it missed them, and how it would not. */
  hint(): string | undefined {
    const seen = [...this.#seen.keys()];
    const missed = this.chosen.filter((reason) => !this.#seen.has(reason));
    if (missed.length > 0) {
      const others =
        seen.length > 0 ? `there are others${reasons(Object.fromEntries(this.#seen))}` : 'there is no letter';
      return `No letter has the reason ${missed.join(' or ')}; ${others}.`;
    }
    if (this.chosen.length > 0 || seen.length === 0 || !seen.every(isUnreadable)) return undefined;
    return `None of these letters holds rows that can be read; to send them all the same: --reason ${seen.join(' ')}`;
  }
}

function isUnreadable(reason: string): boolean {
  return (unreadableReasons as readonly string[]).includes(reason);
}
