/**
 * Time that stands still until it is moved on, in place of this process's. Faked are Date, setTimeout, setInterval,
 * performance.now, AbortSignal.timeout and, from a seed, Math.random; promises, nextTick and setImmediate are real.
 */
export class VirtualTime {
  constructor(
    readonly start: Date,
    readonly seed = 1,
  ) {}

  /** Takes the place of the real clock; one at a time. */
  install(): void {}

  /** Gives the real clock back; timers that have not fired never will. */
  uninstall(): void {}

  /** Milliseconds since 1970. */
  get now(): number {
    return this.start.getTime();
  }

  /** Lets everything run that waits for no timer. */
  async settle(): Promise<void> {}

  /** Settles, moves on to the next timer and fires it with all that are due at the same time; false if there is none. */
  async advance(): Promise<boolean> {
    return false;
  }

  /**
   * Advances until the condition holds.
   *
   * @returns whether it does: not when no timer is left or `limitMilliseconds` have passed
   */
  async runUntil(_condition: () => boolean, _limitMilliseconds: number): Promise<boolean> {
    return false;
  }
}
