import { Worker } from 'node:worker_threads';
import type { SharedMemory } from './webAssembly';

/** Runs the kernel's `work` on memory it shares with the thread that starts it. It is text, so that it needs no file. */
const program = `
const { module, memory, problem, scratch } = require('node:worker_threads').workerData;
new WebAssembly.Instance(module, { env: { memory } }).exports.work(problem, scratch);
`;

/** Which words of the problem threads agree by. */
export interface ControlWords {
  readonly nextBlock: number;
  readonly blockCount: number;
  readonly threadsAtWork: number;
  readonly turn: number;
}

/** No block has this number, nor one that any number of threads may count up to from here. */
const closed = 2 ** 30;

/** A thread that takes longer to end its last block has died. */
const patienceMilliseconds = 60_000;

/**
 * Shares out blocks of work among this thread and others. Each takes the next block there is, so one that starts late,
 * or not at all, delays nobody; what a block computes does not depend on who does it.
 */
export class KernelThreads {
  readonly #control: Int32Array;
  readonly #words: ControlWords;
  #workers: Worker[];

  /**
   * @param shared what threads share: the kernel, its memory, and the address of the problem.
   * @param scratches addresses of what each of the other threads works in; there are as many threads.
   * @param control the words of the problem.
   */
  constructor(
    shared: { readonly module: object; readonly memory: SharedMemory; readonly problem: number },
    scratches: readonly number[],
    control: Int32Array,
    words: ControlWords,
  ) {
    this.#control = control;
    this.#words = words;
    Atomics.store(this.#control, words.nextBlock, closed);
    this.#workers = scratches.flatMap((scratch) => startWorker({ ...shared, scratch }) ?? []);
  }

  /** Has all threads take blocks until none is left; `takeBlocks` does so in this one. */
  run(blockCount: number, takeBlocks: () => void): void {
    const { nextBlock, turn, threadsAtWork, blockCount: count } = this.#words;
    Atomics.store(this.#control, count, blockCount);
    Atomics.store(this.#control, nextBlock, 0);
    Atomics.add(this.#control, turn, 1);
    Atomics.notify(this.#control, turn);
    takeBlocks();
    Atomics.store(this.#control, nextBlock, closed);
    for (let busy = 1; (busy = Atomics.load(this.#control, threadsAtWork)) !== 0; ) {
      if (Atomics.wait(this.#control, threadsAtWork, busy, patienceMilliseconds) !== 'timed-out') continue;
      this.#goOnAlone();
      this.run(blockCount, takeBlocks);
      return;
    }
  }

  /** Lets the other threads end. */
  close(): void {
    Atomics.store(this.#control, this.#words.turn, -1);
    Atomics.notify(this.#control, this.#words.turn);
  }

  #goOnAlone(): void {
    for (const worker of this.#workers) void worker.terminate();
    this.#workers = [];
    Atomics.store(this.#control, this.#words.threadsAtWork, 0);
  }
}

/** A worker, or undefined where the machine has no thread left: without it the work is done all the same. */
function startWorker(workerData: object): Worker | undefined {
  try {
    const worker = new Worker(program, { eval: true, workerData, execArgv: [], env: {} });
    worker.on('error', () => undefined);
    worker.unref();
    return worker;
  } catch {
    return undefined;
  }
}
