import type { AdditiveModel } from '../../../numerics/additiveLogistic';
import type { TailCalibration } from '../../../numerics/tailCalibration';
import type { AccessAnomalyModel } from '../model';
import type { TenantNames } from '../nameTable';
import type { Habits } from './habits';
import type { UsageGraph } from './usageGraph';

/** How the scores of legitimate accesses of a tenant lie, and how many of them there are. */
export interface Expectation {
  /** Of first-time accesses. */
  readonly accesses: TailCalibration;
  /** Of users' days with a first-time access; null where accesses carry no time. */
  readonly days: TailCalibration | null;
  /** First-time accesses a day. */
  readonly accessesPerDay: number;
  /** Users' days with a first-time access, a day. */
  readonly userDaysPerDay: number;
}

/** How to tell an ordinary first access from a strange one, by its signals. */
export interface AffinityOdds {
  /**
   * Log-odds that a first-time access is one that occurs, and not a pair drawn at random; of those of the user half where
   * days show habits.
   */
  readonly pair: AdditiveModel;
  /**
   * Log-odds that a user is one of a first-time access, and not one drawn at random: the logarithm of how many times as
   * many as the average user's theirs are. Null where accesses carry no time.
   */
  readonly user: AdditiveModel | null;
}

/** What is learned beside the factors: who used what, and how to tell an ordinary first access from a strange one. */
export interface AffinityModel {
  readonly graph: UsageGraph;
  readonly habits: Habits;
  /** One for each tenant; several may have the same. */
  readonly odds: readonly AffinityOdds[];
  /** One for each tenant. */
  readonly expectations: readonly Expectation[];
  /** Accounts that reach nearly everything, and are nobody's peers. */
  readonly ubiquitous: TenantNames;
  /** Whether accesses carried times: only then are there users' days. */
  readonly isTimed: boolean;
}

/** The factors of AccessAnomaly, and the affinities unless the scorer is its own. */
export interface ResourceAccessModel extends AccessAnomalyModel {
  readonly affinity?: AffinityModel | undefined;
}
