import '../world/synchronousGzip';
import { loadFunctionUnderTest } from './functionUnderTest';
import type { RunResult } from './runResult';

/** What a child is asked for, and answers. */
export interface RunRequest {
  readonly seed: number;
  readonly trace: boolean;
}
export interface RunAnswer {
  readonly result: RunResult;
  readonly trace: readonly string[];
}

/** Makes the runs it is asked for, one after the other. */
async function main(): Promise<void> {
  const tested = await loadFunctionUnderTest();
  // Loaded after the function, which must find the host's module before the library does.
  const { simulate } = await import('./simulate');
  process.on('message', async ({ seed, trace }: RunRequest) => {
    const lines: string[] = [];
    const result = await simulate(seed, tested, trace ? lines : undefined);
    const answer: RunAnswer = { result, trace: lines };
    process.send?.(answer);
  });
  process.send?.('ready');
}

main();
