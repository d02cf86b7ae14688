import type { VirtualTime } from './virtualTime';

const dayMilliseconds = 86_400_000;

/**
 * Does the work in virtual time and gives the real one back.
 *
 * @throws whatever the work does; an error of its own if it has not ended within a day
 */
export async function inVirtualTime<Result>(time: VirtualTime, work: () => Promise<Result>): Promise<Result> {
  time.install();
  try {
    let hasEnded = false;
    const result = work();
    const end = () => {
      hasEnded = true;
    };
    result.then(end, end);
    if (!(await time.runUntil(() => hasEnded, dayMilliseconds))) throw new Error('after a day it has not ended');
    return await result;
  } finally {
    time.uninstall();
  }
}
