import { messageText } from '../../../shared/text/messageText';
import type { Progress } from '../progress';

/**
 * Names the first problems and counts the rest; one whose detail has been told is only counted. What comes from files
 * is printed as a log may show it.
 */
export class Problems {
  static readonly named = 20;
  #count = 0;
  /** How many more have a detail, and the problem that it was told with. */
  readonly #told = new Map<string, { readonly place: string; more: number }>();

  constructor(readonly progress: Progress) {}

  /** @param place where it is; for a problem that others may have too, `problem` is the same for all of them */
  tell(problem: string, place?: string): void {
    const told = place === undefined ? undefined : this.#told.get(problem);
    if (told !== undefined) {
      told.more += 1;
      return;
    }
    this.#count += 1;
    if (this.#count > Problems.named) return;
    if (place !== undefined) this.#told.set(problem, { place, more: 0 });
    this.progress.done(messageText(place === undefined ? problem : `${place} ${problem}`));
  }

  end(): void {
    for (const { place, more } of this.#told.values()) {
      if (more > 0) this.progress.done(messageText(`… and ${more} more letters as ${place}.`));
    }
    const more = this.#count - Problems.named;
    if (more > 0) this.progress.done(`… and ${more} more like these.`);
  }
}
