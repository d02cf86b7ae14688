import type { ContainerClient } from '@azure/storage-blob';
import { ModelStoreError } from './modelErrors';
import {
  type CurrentModel,
  type DecodeModel,
  type LoadedModel,
  loadModel,
  type ReadOptions,
  readCurrent,
} from './modelStore';

export interface ModelSourceOptions<Model> {
  readonly container: ContainerClient;
  readonly detector: string;
  readonly decode: DecodeModel<Model>;
  /** Milliseconds between looks at the pointer. */
  readonly pollInterval?: number;
  /** Milliseconds until a version that could not be used is tried again although the pointer has not changed. */
  readonly retryInterval?: number;
  /** Milliseconds in which pointer and model must have been read; storage counts as out of reach after it. */
  readonly timeLimit?: number;
  /** Milliseconds that a caller who could go on with the model at hand waits for a newer one. */
  readonly patience?: number;
}

type Warn = (error: Error) => void;

/**
 * The model a scorer works with. It looks at the pointer as calls come in, loads a new version off to the side and
 * swaps it in whole; whatever goes wrong, it keeps the last good model. Callers at the same time share one load.
 */
export class ModelSource<Model> {
  readonly #options: Required<ModelSourceOptions<Model>>;
  /** When a version could not be used. */
  readonly #failedAt = new Map<string, number>();
  readonly #warned = new Set<string>();
  #loaded: LoadedModel<Model> | undefined;
  #current: CurrentModel | undefined;
  #refreshing: Promise<void> | undefined;
  #polledAt = Number.NEGATIVE_INFINITY;

  constructor(options: ModelSourceOptions<Model>) {
    this.#options = { pollInterval: 30_000, retryInterval: 600_000, timeLimit: 60_000, patience: 10_000, ...options };
  }

  /**
   * The model to score with now; undefined while none has been published, or none that this release can read.
   *
   * @param warn told of a bad version or an outage, by one of the calls that meet it: each once
   * @throws ModelStoreError `unavailable` when storage can't be reached and there is no model yet: try again
   */
  async current(now: Date, warn: Warn): Promise<LoadedModel<Model> | undefined> {
    if (isOver(this.#polledAt, this.#options.pollInterval, now.getTime())) {
      this.#refreshing ??= this.#refresh(now.getTime(), warn).finally(() => {
        this.#refreshing = undefined;
      });
    }
    if (this.#refreshing) await (this.#loaded ? within(this.#refreshing, this.#options.patience) : this.#refreshing);
    return this.#loaded;
  }

  async #refresh(now: number, warn: Warn): Promise<void> {
    const options = { abortSignal: AbortSignal.timeout(this.#options.timeLimit) };
    try {
      await this.#readPointer(options);
      await this.#loadFirstUsable(now, warn, options);
      this.#warned.delete('unavailable');
    } catch (error) {
      if (isUnavailable(error) && !this.#loaded) throw error;
      this.#warnOnce(isUnavailable(error) ? 'unavailable' : String(error), error, warn);
    }
    this.#polledAt = now;
  }

  async #readPointer(options: ReadOptions): Promise<void> {
    const { container, detector } = this.#options;
    const seen = await readCurrent(container, detector, this.#current?.etag, options);
    if (seen === 'unchanged') return;
    this.#current = seen;
    this.#failedAt.clear();
    this.#warned.clear();
  }

  /** The current version, or on a cold start, when that one is bad, the one before it. */
  async #loadFirstUsable(now: number, warn: Warn, options: ReadOptions): Promise<void> {
    const pointer = this.#current?.pointer;
    if (!pointer) return;
    for (const version of [pointer.version, pointer.previous]) {
      if (!version || version === this.#loaded?.manifest.version) return;
      if (await this.#load(version, now, warn, options)) return;
      if (this.#loaded) return;
    }
  }

  async #load(version: string, now: number, warn: Warn, options: ReadOptions): Promise<boolean> {
    const { container, detector, decode, retryInterval } = this.#options;
    const failedAt = this.#failedAt.get(version);
    if (failedAt !== undefined && !isOver(failedAt, retryInterval, now)) return false;
    try {
      this.#loaded = await loadModel(container, detector, version, decode, options);
      return true;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.#failedAt.set(version, now);
      this.#warnOnce(version, error, warn);
      return false;
    }
  }

  #warnOnce(key: string, error: unknown, warn: Warn): void {
    if (this.#warned.has(key)) return;
    this.#warned.add(key);
    warn(error instanceof Error ? error : new Error(String(error)));
  }
}

function isUnavailable(error: unknown): boolean {
  return !(error instanceof ModelStoreError) || error.reason === 'unavailable';
}

/** Whether so much time has gone by; also when the clock has been set back, or nothing would happen until it caught up. */
function isOver(since: number, interval: number, now: number): boolean {
  return now < since || now >= since + interval;
}

/** Waits for a task, but no longer than so many milliseconds; the task goes on. */
async function within(task: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([task, timeout]).finally(() => clearTimeout(timer));
}
