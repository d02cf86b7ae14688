import type { Contributions } from '../affinityScorer';
import { type SignalName, signalNames } from '../signals';
import type { PeerReasons } from './peerReasons';
import { type GroupName, sumsOfGroups } from './signalGroups';
import type { SupportReasons } from './supportReasons';

/** The score as a sum. */
export interface ScoreReasons {
  readonly reason: string;
  /** base + sum of groups, and base + sum of contributions, but for rounding. */
  readonly score: number;
  readonly base: number;
  /** What signals that belong together add; empty where an access is to be expected, whatever its signals. */
  readonly groups: Readonly<Partial<Record<GroupName, number>>>;
  /** What each signal adds; empty where groups are. */
  readonly contributions: Readonly<Partial<Record<SignalName, number>>>;
}

/** What stands in the column Reasons of an access that is not to be expected, beside the flags. */
export interface AccessReasons extends ScoreReasons, PeerReasons {
  readonly resourceUsers: number;
  readonly serverUsers: number;
  readonly tenantUsers: number;
  readonly support: SupportReasons;
}

export function scoreReasons(reason: string, { score, base, bySignal }: Contributions): ScoreReasons {
  const contributions = Object.fromEntries(signalNames.map((name, i) => [name, bySignal[i]!]));
  return { reason, score, base, groups: sumsOfGroups(contributions as Record<SignalName, number>), contributions };
}
