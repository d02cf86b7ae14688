import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { wholeBetween } from './draws';
import type { Server } from './organization';
import { newShare, type ProjectShares } from './share';
import type { ShareNames } from './shareNames';
import type { Timeline } from './timeline';

const numbers = assumptions.projects;

/** Projects that last into the simulated days or begin in them, until there are so many shares. */
export function projectShares(
  shareCount: number,
  timeline: Timeline,
  fileServers: readonly Server[],
  names: ShareNames,
  random: Random,
): ProjectShares[] {
  const projects: ProjectShares[] = [];
  for (let left = shareCount; left > 0; ) {
    const length = wholeBetween(numbers.lengthDays, random);
    const begins = wholeBetween({ least: 1 - length, most: timeline.days - 1 }, random);
    const ends = begins + length;
    const count = Math.min(left, wholeBetween(numbers.shares, random));
    left -= count;
    const shares = Array.from({ length: count }, () => {
      const server = random.pick(fileServers);
      return newShare(server, names.ofProject(server, random), { from: begins, until: ends });
    });
    projects.push({ shares, begins, ends });
  }
  return projects;
}
