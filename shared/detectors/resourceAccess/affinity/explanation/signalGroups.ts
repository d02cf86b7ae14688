import { type SignalName, userSignals } from '../signals';

/**
 * Signals that tell of the same thing, each in one group. They were fitted together, so that the slope of one holds for
 * what the others of its group are, and may have either sign: only the sum of a group speaks for an access, or against it.
 */
export const signalGroups = {
  whoUsesIt: ['peers', 'support', 'closestPeers', 'popularity', 'cohesion'],
  ownResources: ['factor', 'similarResource', 'ownServer', 'ownFamily'],
  serverAndFamily: ['serverPeers', 'familyPeers'],
  habits: userSignals,
  administration: ['administrativeShare', 'administrativeUse'],
} as const satisfies Readonly<Record<string, readonly SignalName[]>>;
export type GroupName = keyof typeof signalGroups;

export const groupNames = Object.keys(signalGroups) as readonly GroupName[];

/** What the signals of each group add to a score together. */
export function sumsOfGroups(contributions: Readonly<Record<SignalName, number>>): Record<GroupName, number> {
  const sumOf = (group: GroupName) => signalGroups[group].reduce((sum, signal) => sum + contributions[signal], 0);
  return Object.fromEntries(groupNames.map((group) => [group, sumOf(group)])) as Record<GroupName, number>;
}
