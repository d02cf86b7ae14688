/** How long after a kill the functions take to succeed again. */
export class Recovery {
  longest = 0;
  #killedAt: number | undefined;

  killed(): void {
    this.#killedAt ??= performance.now();
  }

  readonly succeeded = (): void => {
    if (this.#killedAt === undefined) return;
    this.longest = Math.max(this.longest, Math.round(performance.now() - this.#killedAt));
    this.#killedAt = undefined;
  };
}
