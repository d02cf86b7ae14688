/** What the user sees: lines that stay, and one that shows how far the current step is. */
export class Screen {
  readonly #stream = process.stdout;
  #shownAt = 0;
  #progressShown = false;

  line(text = ''): void {
    this.end();
    this.#stream.write(`${text}\n`);
  }

  /** Shows progress in place on a terminal, and nowhere else. */
  progress(text: string): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#shownAt < 100) return;
    this.#shownAt = now;
    this.#progressShown = true;
    this.#stream.write(`\r\u001b[K${text}`);
  }

  /** Runs one step and ends it with a line that tells what came of it and how long it took. */
  async step(name: string, work: (progress: (text: string) => void) => Promise<string>): Promise<void> {
    const started = performance.now();
    const label = name.padEnd(8);
    this.progress(`${label}…`);
    const outcome = await work((text) => this.progress(`${label}${text}`));
    this.line(`${label}${outcome} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }

  /** Takes an unfinished progress line away. */
  end(): void {
    if (this.#progressShown) this.#stream.write('\r\u001b[K');
    this.#progressShown = false;
  }
}
