/**
 * What the affinity of a user and a resource is told by, in the order in which it is measured. All but the flags are
 * logarithms, so that ratios count. docs/scoring.md has the formulas.
 */
export const signalNames = [
  'factor',
  'peers',
  'support',
  'similarResource',
  'serverPeers',
  'ownServer',
  'familyPeers',
  'ownFamily',
  'popularity',
  'breadth',
  'novelty',
  'administrativeShare',
  'administrativeUse',
  'likeness',
  'cohesion',
] as const;
export type SignalName = (typeof signalNames)[number];

export const signalCount = signalNames.length;
