/**
 * What the affinity of a user and a resource is told by, in the order in which it is measured. All but flags and shares
 * are logarithms, so that ratios count. docs/scoring.md has the formulas.
 */
export const signalNames = [
  'factor',
  'peers',
  'support',
  'closestPeers',
  'similarResource',
  'serverPeers',
  'ownServer',
  'familyPeers',
  'ownFamily',
  'popularity',
  'breadth',
  'novelty',
  'singleDay',
  'administrativeShare',
  'administrativeUse',
  'likeness',
  'cohesion',
] as const;
export type SignalName = (typeof signalNames)[number];

export const signalCount = signalNames.length;

/** Those that are of the user alone, whatever the resource. */
export const userSignals: readonly SignalName[] = ['breadth', 'novelty', 'singleDay', 'likeness'];
