import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RunAnswer, RunRequest } from './child';
import type { Replacement } from './mutations';

/** A process that makes runs, with the sources as they are or changed. */
export class RunChild {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** @throws Error when it does not load, as it does not where a replacement does not fit its source */
  static async start(replacements: readonly Replacement[] = []): Promise<RunChild> {
    const child = fork(join(__dirname, 'child.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning', '--require', join(__dirname, 'loadTypeScript.js')],
      env: { ...process.env, FAULTS_MUTATION: JSON.stringify(replacements) },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.on('data', (text) => {
      errors += text;
    });
    const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (message !== 'ready') throw new Error(`the process of the runs ended: ${errors}`);
    return new RunChild(child);
  }

  async run(request: RunRequest): Promise<RunAnswer> {
    this.#process.send(request);
    const ended = new AbortController();
    const answer = once(this.#process, 'message', { signal: ended.signal });
    const end = once(this.#process, 'exit', { signal: ended.signal });
    try {
      const [first] = await Promise.race([answer, end]);
      if (typeof first !== 'object' || first === null) throw new Error(`seed ${request.seed} ended its process`);
      return first;
    } finally {
      for (const waiting of [answer, end]) waiting.catch(() => {});
      ended.abort();
    }
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    this.#process.kill();
    await once(this.#process, 'exit');
  }
}
