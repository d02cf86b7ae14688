import { type Clock, install } from '@sinonjs/fake-timers';

const turn = setImmediate;
const realRandom = Math.random;
const realAbortSignalTimeout = AbortSignal.timeout;

/**
 * Time that stands still until it is moved on, in place of this process's. Faked are Date, setTimeout, setInterval,
 * performance.now, AbortSignal.timeout and, from a seed, Math.random, with which the SDKs spread their retries.
 * Promises, nextTick, setImmediate and streams are real: they need no time.
 */
export class VirtualTime {
  #clock: Clock | undefined;

  /** @param seed a whole number; the same seed gives the same draws of Math.random */
  constructor(
    readonly start: Date,
    readonly seed = 1,
  ) {}

  /** Takes the place of the real clock; one at a time. */
  install(): void {
    this.#clock = install({
      now: this.start,
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
      shouldClearNativeTimers: true,
      loopLimit: Number.POSITIVE_INFINITY,
    });
    Math.random = randomSource(this.seed);
    AbortSignal.timeout = abortSignalTimeout;
  }

  /** Gives the real clock back; timers that have not fired never will. */
  uninstall(): void {
    this.#clock?.uninstall();
    this.#clock = undefined;
    Math.random = realRandom;
    AbortSignal.timeout = realAbortSignalTimeout;
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#installed().now;
  }

  /**
   * Lets time pass while the process is busy: timers that become due fire afterwards, late, in the order in which they were due.
   *
   * @param milliseconds of work that holds up everything else
   */
  pass(milliseconds: number): void {
    const clock = this.#installed();
    clock.now += milliseconds;
    const due = pendingTimers(clock).filter(({ callAt }) => callAt < clock.now);
    due.sort((one, other) => one.callAt - other.callAt || one.order - other.order);
    due.forEach((timer, rank) => {
      timer.callAt = clock.now;
      timer.order = rank - due.length;
    });
  }

  /**
   * Lets everything run that waits for no timer. Microtasks and nextTicks start one another until none is left, all
   * before the event loop turns, so one turn is enough as long as nothing runs on a thread or a socket.
   */
  settle(): Promise<void> {
    return new Promise((resolve) => turn(resolve));
  }

  /** Settles, then moves on to the next timer and fires it; false if there is none. */
  async advance(): Promise<boolean> {
    await this.settle();
    const clock = this.#installed();
    if (clock.countTimers() === 0) return false;
    clock.next();
    return true;
  }

  /**
   * Advances until the condition holds, or the limit has passed.
   *
   * @param limitMilliseconds from now
   * @returns whether the condition holds
   */
  async runUntil(condition: () => boolean, limitMilliseconds: number): Promise<boolean> {
    let expired = false;
    const limit = setTimeout(() => {
      expired = true;
    }, limitMilliseconds);
    try {
      await this.settle();
      while (!condition() && !expired) {
        await this.advance();
        await this.settle();
      }
      return condition();
    } finally {
      clearTimeout(limit);
    }
  }

  #installed(): Clock {
    if (this.#clock === undefined) throw new Error('the virtual time is not installed');
    return this.#clock;
  }
}

/** The library's own list. Of timers due at the same time the one of the lowest order fires first. */
function pendingTimers(clock: Clock): { callAt: number; order: number }[] {
  const { timers } = clock as unknown as { timers?: Map<unknown, { callAt: number; order: number }> };
  return [...(timers?.values() ?? [])];
}

/** As the real one, on the faked setTimeout. */
function abortSignalTimeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, milliseconds);
  return controller.signal;
}

/**
 * Uniform in [0, 1), 32 random bits: the generator mulberry32.
 *
 * @see https://github.com/cprosche/mulberry32
 */
function randomSource(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
