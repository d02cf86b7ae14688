import { VirtualTime } from '../world/virtualTime';
import type { FunctionUnderTest } from './functionUnderTest';
import { Journal } from './journal';
import type { RunResult } from './runResult';
import { Simulation } from './simulation';
import { normalScoring, slowScoring } from './slowScoring';

const start = new Date('2026-11-21T08:00:00Z');

/**
 * Makes one run, a function of its seed alone. One at a time in a process.
 *
 * @param trace gets a line for whatever happens, if given
 */
export async function simulate(seed: number, tested: FunctionUnderTest, trace?: string[]): Promise<RunResult> {
  const time = new VirtualTime(start, seed);
  const journal = new Journal(trace, start.getTime());
  const onUnhandled = (reason: unknown) => journal.fail(`unhandled rejection: ${reason}`);
  process.on('unhandledRejection', onUnhandled);
  time.install();
  try {
    const simulation = new Simulation(seed, tested, time, journal);
    slowScoring(time, () => simulation.scoringTime);
    return await simulation.run();
  } finally {
    await time.settle();
    normalScoring();
    time.uninstall();
    process.off('unhandledRejection', onUnhandled);
  }
}
