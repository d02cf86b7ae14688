import type { StoredEvent } from './eventHub';

/**
 * How an invocation ended: `died` with its worker; `timedOut` at functionTimeout, and its worker with it; `unbound` if
 * the host could not make the function's input of the events, and so never called it.
 */
export type InvocationEnd = 'succeeded' | 'failed' | 'died' | 'timedOut' | 'unbound';

/** One call of the function, as the host sees it. */
export interface Invocation {
  readonly id: string;
  readonly worker: string;
  readonly partitionId: string;
  readonly events: readonly StoredEvent[];
  /** 0 for the first try of a batch. */
  readonly retryCount: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What it logged while its worker lived. */
  readonly lines: string[];
  end?: InvocationEnd;
  error?: string;
}
