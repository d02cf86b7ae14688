import type { Contributions } from '../affinityScorer';
import { type SignalName, signalNames } from '../signals';
import type { PeerReasons } from './peerReasons';
import type { SupportReasons } from './supportReasons';

/** The score as a sum. */
export interface ScoreReasons {
  readonly reason: string;
  /** base + sum of contributions, but for rounding. */
  readonly score: number;
  readonly base: number;
  /** What each signal adds; empty where an access is to be expected, whatever its signals. */
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
  return { reason, score, base, contributions: Object.fromEntries(signalNames.map((name, i) => [name, bySignal[i]!])) };
}
