import type { ScoreReasons } from '../../../shared/detectors/resourceAccess/affinity/explanation/accessReasons';
import { signed } from './signed';

const longestBar = 24;

/** The contributions to a score as bars of text, the greatest first, either way: to the right for strange, to the left for usual. */
export function contributionBars({ base, contributions }: ScoreReasons): string[] {
  const sorted = Object.entries(contributions).sort(([, one], [, other]) => Math.abs(other) - Math.abs(one));
  if (sorted.length === 0) return [];
  const width = Math.max(...sorted.map(([name]) => name.length));
  const greatest = Math.max(...sorted.map(([, contribution]) => Math.abs(contribution)), Number.MIN_VALUE);
  return [
    `What adds to the score (usual < | > strange), and a base of ${signed(base, 2)}`,
    ...sorted.map(([name, contribution]) => {
      const bar = '#'.repeat(Math.round((longestBar * Math.abs(contribution)) / greatest));
      const [left, right] = contribution < 0 ? [bar, ''] : ['', bar];
      return `  ${name.padEnd(width)}  ${signed(contribution, 2)}  ${left.padStart(longestBar)}|${right}`;
    }),
  ];
}
