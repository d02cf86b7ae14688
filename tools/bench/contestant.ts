import { type ChildProcess, spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { ActionableError } from '../../shared/errors';

/** A contestant's process that ended, or answered with an error; the message holds the last it said. */
export class ContestantError extends ActionableError {}

/** How a contestant is started. */
export interface ContestantProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program of this folder in a Node.js of its own, compiled or from its source like the one that calls. */
export function nodeProgram(path: string, args: readonly string[], flags: readonly string[] = []): ContestantProgram {
  const file = join(__dirname, `${path}${extname(__filename)}`);
  return { command: process.execPath, args: [...process.execArgv, ...flags, file, ...args] };
}

/**
 * A contestant in a process of its own, so that its memory can be told and no other's code is compiled in it. It loads
 * its data once and then does what it is asked: a line of JSON in, a line of JSON out. Its first line says that it is
 * ready, or why it can't take part.
 */
export class Contestant<Request, Answer> {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #said = '';

  private constructor({ command, args, env }: ContestantProgram) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    // Asked when it has ended already; what it said tells why.
    this.#child.stdin!.on('error', () => {});
    this.#child.on('error', (error) => {
      this.#said += `${error.message}\n`;
    });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-10_000);
    });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** @throws ContestantError where it can't take part. */
  static async start<Request, Answer>(program: ContestantProgram): Promise<Contestant<Request, Answer>> {
    const contestant = new Contestant<Request, Answer>(program);
    await contestant.#answer();
    return contestant;
  }

  /** @throws ContestantError where it fails. */
  async ask(request: Request): Promise<Answer> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    return (await this.#answer()) as Answer;
  }

  /** Ends the process, and resolves when it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin!.end();
    await ended;
  }

  /** Libraries may print lines of their own; an answer is a line that begins as an object does. */
  async #answer(): Promise<unknown> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new ContestantError(this.#lastSaid() || 'it ended without a word');
      if (!value.startsWith('{')) continue;
      const answer = JSON.parse(value);
      if ('error' in answer) throw new ContestantError(answer.error);
      return answer;
    }
  }

  /** The last error it told of, else its last line. */
  #lastSaid(): string {
    const lines = this.#said.trim().split('\n');
    return lines.findLast((line) => /\w*Error\b.*:/.test(line)) ?? lines.at(-1) ?? '';
  }
}

/** Starts a program, asks it one thing, and ends it: for what must be measured in a fresh process. */
export async function askOnce<Request, Answer>(program: ContestantProgram, request: Request): Promise<Answer> {
  const contestant = await Contestant.start<Request, Answer>(program);
  try {
    return await contestant.ask(request);
  } finally {
    await contestant.stop();
  }
}
