/** One line on standard error that tells how far the work is: rewritten in place on a terminal, silent elsewhere. */
export class Progress {
  readonly #stream = process.stderr;
  #shownAt = 0;

  /** Shows the text, at most ten times a second. */
  show(text: string): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#shownAt < 100) return;
    this.#shownAt = now;
    this.#stream.write(`\r\u001b[K${text}`);
  }

  /** Ends with a line that stays. */
  done(text: string): void {
    this.clear();
    this.#stream.write(`${text}\n`);
  }

  /** Ends without one. */
  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[K');
  }
}
