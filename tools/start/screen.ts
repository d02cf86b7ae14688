/** What the user sees: lines that stay, and on a terminal one that shows how far the current step is. */
export class Screen {
  readonly #stream = process.stdout;
  #shownAt = 0;
  /** Whether the last line is still open: progress on a terminal, the name of the current step elsewhere. */
  #isOpen = false;

  line(text = ''): void {
    this.end();
    this.#stream.write(`${text}\n`);
  }

  /** Shows progress in place on a terminal, and nowhere else. */
  progress(text: string): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#shownAt < 100) return;
    this.#shownAt = now;
    this.#isOpen = true;
    this.#stream.write(`\r\u001b[K${text}`);
  }

  /** Runs one step and tells what came of it and how long it took. */
  async step(name: string, work: (progress: (text: string) => void) => Promise<string>): Promise<void> {
    const started = performance.now();
    const label = name.padEnd(8);
    if (!this.#stream.isTTY) this.#open(label);
    const outcome = await work((text) => this.progress(`${label}${text}`));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (this.#stream.isTTY || !this.#isOpen) this.line(`${label}${outcome} (${seconds} s)`);
    else this.#stream.write(`${outcome} (${seconds} s)\n`);
    this.#isOpen = false;
  }

  /** Closes an open line: progress is taken away, a step's name stays. */
  end(): void {
    if (this.#isOpen) this.#stream.write(this.#stream.isTTY ? '\r\u001b[K' : '\n');
    this.#isOpen = false;
  }

  #open(label: string): void {
    this.end();
    this.#stream.write(label);
    this.#isOpen = true;
  }
}
