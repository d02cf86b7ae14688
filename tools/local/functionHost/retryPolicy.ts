import { setTimeout as sleep } from 'node:timers/promises';
import type { InvocationOutcome } from './invokeFunction';
import type { RetryContext, RetryOptions } from './workerProtocol';

/**
 * Milliseconds to wait before retry number `retryCount` (from 1): the fixed delay, or min(maximum, minimum · 2^(n−1)).
 * The real host varies the latter by up to 20 % at random.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages
 */
export function retryDelay(policy: RetryOptions, retryCount: number): number {
  if (policy.retryStrategy === 'fixedDelay') {
    return 1000 * (policy.delayInterval?.seconds ?? 0);
  }
  const minimum = policy.minimumInterval?.seconds ?? 0;
  const maximum = policy.maximumInterval?.seconds ?? Number.POSITIVE_INFINITY;
  return 1000 * Math.min(maximum, minimum * 2 ** (retryCount - 1));
}

/** The policy with its waits multiplied by `factor`. */
export function withWaits(policy: RetryOptions, factor: number): RetryOptions {
  const multiplied = Object.entries(policy).map(([name, value]) => [
    name,
    typeof value === 'object' ? { seconds: value.seconds * factor } : value,
  ]);
  return Object.fromEntries(multiplied);
}

/**
 * Invokes until an invocation succeeds, the retries are used up, or `signal` aborts the waiting.
 *
 * @param invoke makes one invocation; its context is undefined the first time
 * @returns the last outcome
 */
export async function invokeWithRetries(
  policy: RetryOptions | undefined,
  signal: AbortSignal,
  invoke: (context: RetryContext | undefined) => Promise<InvocationOutcome>,
): Promise<InvocationOutcome> {
  let outcome = await invoke(undefined);
  if (policy === undefined) {
    return outcome;
  }
  const { maxRetryCount } = policy;
  for (let retryCount = 1; !outcome.succeeded && (maxRetryCount < 0 || retryCount <= maxRetryCount); retryCount++) {
    await sleep(retryDelay(policy, retryCount), undefined, { signal }).catch(() => {});
    if (signal.aborted) {
      return outcome;
    }
    outcome = await invoke({ retryCount, maxRetryCount, exception: { message: outcome.error ?? '' } });
  }
  return outcome;
}
