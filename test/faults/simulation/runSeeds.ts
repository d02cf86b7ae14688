import type { Replacement } from './mutations';
import { RunChild } from './runChild';
import type { RunResult } from './runResult';

/** Runs after which a process makes way for a new one. */
const runsOfChild = 1_000;

export interface SeedRuns {
  readonly firstSeed: number;
  readonly runs: number;
  /** Processes at a time. */
  readonly workers: number;
  readonly replacements?: readonly Replacement[];
  /** Told of each result as it comes, in no certain order; no further run is begun once it returns false. */
  readonly onResult: (result: RunResult) => boolean;
}

/** Runs seeds one after the other in several processes. */
export async function runSeeds({ firstSeed, runs, workers, replacements, onResult }: SeedRuns): Promise<void> {
  let next = firstSeed;
  const hasNext = () => next < firstSeed + runs;
  const work = async (): Promise<void> => {
    while (hasNext()) {
      const child = await RunChild.start(replacements);
      try {
        for (let made = 0; made < runsOfChild && hasNext(); made++) {
          const { result } = await child.run({ seed: next++, trace: false });
          if (!onResult(result)) next = Number.POSITIVE_INFINITY;
        }
      } finally {
        await child.close();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, runs) }, work));
}
