import type { ScoreReasons } from '../../../shared/detectors/resourceAccess/affinity/explanation/accessReasons';
import {
  type GroupName,
  signalGroups,
} from '../../../shared/detectors/resourceAccess/affinity/explanation/signalGroups';
import { signed } from './signed';

const longestBar = 24;

const titles: Readonly<Record<GroupName, string>> = {
  whoUsesIt: 'who uses it',
  ownResources: "the user's own shares",
  serverAndFamily: 'server and family',
  habits: "the user's habits",
  administration: 'administrative share',
};
const width = Math.max(...Object.values(titles).map((title) => title.length));

/**
 * What adds to a score as bars of text, the greatest first, either way: to the right for strange, to the left for usual.
 * Below each group of signals stands what it is the sum of, the greatest first.
 */
export function contributionBars({ base, groups, contributions }: ScoreReasons): string[] {
  const sorted = byMagnitude(Object.entries(groups) as [GroupName, number][]);
  if (sorted.length === 0) return [];
  const greatest = Math.max(...sorted.map(([, sum]) => Math.abs(sum)), Number.MIN_VALUE);
  return [
    `What adds to the score (usual < | > strange), and a base of ${signed(base, 2)}`,
    'Signals below a bar are fitted together: read their sum, which is the bar, not their signs.',
    ...sorted.flatMap(([group, sum]) => {
      const bar = '#'.repeat(Math.round((longestBar * Math.abs(sum)) / greatest));
      const [left, right] = sum < 0 ? [bar, ''] : ['', bar];
      const parts = byMagnitude(signalGroups[group].map((signal) => [signal, contributions[signal]!]));
      return [
        `  ${titles[group].padEnd(width)}  ${signed(sum, 2)}  ${left.padStart(longestBar)}|${right}`,
        `    ${parts.map(([signal, contribution]) => `${signal} ${signed(contribution, 2)}`).join(', ')}`,
      ];
    }),
  ];
}

function byMagnitude<Name extends string>(entries: readonly (readonly [Name, number])[]) {
  return entries.toSorted(([, one], [, other]) => Math.abs(other) - Math.abs(one));
}
