import type { InvocationOutcome } from '../../../../tools/local/functionHost/invokeFunction';
import { invokeWithRetries, retryDelay, withWaits } from '../../../../tools/local/functionHost/retryPolicy';
import type { RetryContext, RetryOptions } from '../../../../tools/local/functionHost/workerProtocol';

const FIXED: RetryOptions = { retryStrategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 0 } };

function outcome(succeeded: boolean): InvocationOutcome {
  return { function: 'f', invocationId: 'i', succeeded, milliseconds: 0, retryCount: 0 };
}

describe('retryDelay', () => {
  it('doubles from the minimum up to the maximum', () => {
    const policy: RetryOptions = {
      retryStrategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 2 },
      maximumInterval: { seconds: 15 },
    };
    expect([1, 2, 3, 4, 50].map((count) => retryDelay(policy, count))).toEqual([2000, 4000, 8000, 15_000, 15_000]);
  });

  it('stays fixed', () => {
    expect(retryDelay({ ...FIXED, delayInterval: { seconds: 10 } }, 7)).toBe(10_000);
  });

  it('can be shortened, however many retries there are', () => {
    const policy: RetryOptions = {
      retryStrategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 5 },
      maximumInterval: { seconds: 300 },
    };
    const shortened = withWaits(policy, 0.01);
    expect([1, 2, 50].map((count) => retryDelay(shortened, count))).toEqual([50, 100, 3000]);
    expect(shortened.maxRetryCount).toBe(-1);
  });
});

describe('invokeWithRetries', () => {
  async function counts(policy: RetryOptions | undefined, successAt: number, signal = new AbortController().signal) {
    const contexts: (RetryContext | undefined)[] = [];
    const last = await invokeWithRetries(policy, signal, async (context) => {
      contexts.push(context);
      return outcome(contexts.length > successAt);
    });
    return { succeeded: last.succeeded, retries: contexts.map((context) => context?.retryCount) };
  }

  it('invokes once without a policy', async () => {
    expect(await counts(undefined, 5)).toEqual({ succeeded: false, retries: [undefined] });
  });

  it('stops at the first success or when retries are used up', async () => {
    expect(await counts(FIXED, 1)).toEqual({ succeeded: true, retries: [undefined, 1] });
    expect(await counts(FIXED, 5)).toEqual({ succeeded: false, retries: [undefined, 1, 2] });
  });

  it('retries for ever with -1', async () => {
    expect(await counts({ ...FIXED, maxRetryCount: -1 }, 30)).toMatchObject({ succeeded: true });
  });

  it('ends its waiting when the host stops', async () => {
    const policy = { ...FIXED, delayInterval: { seconds: 3600 } };
    expect(await counts(policy, 5, AbortSignal.timeout(20))).toEqual({ succeeded: false, retries: [undefined] });
  });
});
