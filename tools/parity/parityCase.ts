import type { GivenParameters } from '../../shared/detectors/resourceAccess/parameters';
import type { Pair, TrainingPair } from '../../shared/detectors/resourceAccess/trainingSet';

/** What must hold of a case, or else the command fails. */
export interface ParityBars {
  /** Largest difference of any component of any vector. */
  readonly factorDifference: number | null;
  /** Least Spearman rank correlation of the scores. */
  readonly rankCorrelation: number;
  /** By how much our loss may be above Spark's, as a share of it. */
  readonly lossExcess: number;
}

/** Training data and parameters that both sides are given, and the pairs that both score. */
export interface ParityCase {
  readonly name: string;
  readonly parameters: GivenParameters;
  readonly rows: readonly TrainingPair[];
  readonly pairs: readonly Pair[];
  /** Accesses within departments and across them, where the data has such. */
  readonly separation: { readonly intra: readonly Pair[]; readonly inter: readonly Pair[] } | null;
  readonly bars: ParityBars;
}

/** Every user of a tenant with every resource of it. */
export function allPairs(rows: readonly Pair[]): Pair[] {
  const tenants = [...new Set(rows.map(({ tenant }) => tenant))];
  return tenants.flatMap((tenant) => {
    const own = rows.filter((row) => row.tenant === tenant);
    const resources = [...new Set(own.map(({ resource }) => resource))];
    const users = [...new Set(own.map(({ user }) => user))];
    return users.flatMap((user) => resources.map((resource) => ({ tenant, user, resource })));
  });
}
