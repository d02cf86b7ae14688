import type { ChildProcess } from 'node:child_process';
import type { HostCall, HostMessage } from './functionHostMessages';
import { LocalRunError } from './localRunError';

/** Lines of the process's standard error that a death notice repeats. */
const lastLines = 10;

interface Pending {
  resolve(result: unknown): void;
  reject(error: LocalRunError): void;
}

/** Calls to the function host's process: each settles by its reply, or by the death of the process. */
export class HostCalls {
  readonly #pending = new Map<number, Pending>();
  readonly #child: ChildProcess;
  #nextId = 0;
  #lastWords: string[] = [];

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.on('data', (chunk) => {
      this.#lastWords = [...this.#lastWords, ...String(chunk).trimEnd().split('\n')].slice(-lastLines);
    });
    child.once('close', () => {
      for (const { reject } of this.#pending.values()) {
        reject(this.death());
      }
      this.#pending.clear();
    });
  }

  /** @throws LocalRunError with what the process answers, or when it has ended */
  make(call: HostCall): Promise<unknown> {
    if (!this.#child.connected) {
      return Promise.reject(this.death());
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#child.send({ ...call, id });
    });
  }

  settle(message: HostMessage & { readonly type: 'reply' | 'failure' }): void {
    const call = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'reply') {
      call?.resolve(message.result);
    } else {
      call?.reject(new LocalRunError(message.message));
    }
  }

  death(): LocalRunError {
    const { exitCode, signalCode } = this.#child;
    const cause = signalCode === null ? `with exit code ${exitCode}` : `by ${signalCode}`;
    return new LocalRunError([`The function host ended ${cause}.`, ...this.#lastWords].join('\n'));
  }
}
