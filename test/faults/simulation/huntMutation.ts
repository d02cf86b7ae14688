import type { Mutation } from './mutations';
import type { RunResult } from './runResult';
import { runSeeds } from './runSeeds';

/** The first run, as they came, that failed with a bug in the sources; undefined if none of so many did. */
export async function huntMutation(
  { replacements }: Mutation,
  runs: number,
  workers: number,
): Promise<RunResult | undefined> {
  let caught: RunResult | undefined;
  await runSeeds({
    firstSeed: 1,
    runs,
    workers,
    replacements,
    onResult: (result) => {
      if (result.failures.length > 0) caught ??= result;
      return caught === undefined;
    },
  });
  return caught;
}
