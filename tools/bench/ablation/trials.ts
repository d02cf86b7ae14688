import type { AffinityTrial } from '../../../shared/detectors/resourceAccess/affinity/learnOdds';
import { type SignalName, signalNames, userSignals } from '../../../shared/detectors/resourceAccess/affinity/signals';

export interface NamedTrial {
  readonly name: string;
  readonly trial: AffinityTrial;
}

const ofNames: readonly SignalName[] = ['serverPeers', 'ownServer', 'familyPeers', 'ownFamily'];
const ofLikeness: readonly SignalName[] = [
  'peers',
  'support',
  'closestPeers',
  'similarResource',
  'likeness',
  'cohesion',
];
const ofAdministration: readonly SignalName[] = ['administrativeShare', 'administrativeUse'];

/** The scorer as it is, the first, and without each of its signals, some of them together, and its knots; no name twice. */
export const trials: readonly NamedTrial[] = [
  { name: 'as it is', trial: {} },
  ...signalNames.map((name) => ({ name: `without ${name}`, trial: { without: [name] } })),
  { name: 'without all that names tell', trial: { without: ofNames } },
  { name: 'without all that is told by likeness', trial: { without: ofLikeness } },
  { name: 'without all that is of the user alone', trial: { without: userSignals } },
  { name: 'without both of administrative shares', trial: { without: ofAdministration } },
  { name: 'lines only', trial: { knots: 0 } },
  { name: 'three knots a signal', trial: { knots: 3 } },
];
