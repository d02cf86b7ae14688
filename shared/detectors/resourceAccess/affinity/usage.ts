import type { Factors } from '../../../numerics/alternatingLeastSquares';
import type { UsageGraph } from './usageGraph';

/** Everything that the affinity of a user and a resource is measured in. */
export interface Usage {
  readonly graph: UsageGraph;
  /** Vectors of {@link factorize}, of `rank` numbers each; `items` are the resources. */
  readonly factors: Factors;
  readonly rank: number;
  readonly users: UserHabits;
  readonly resources: ResourceHabits;
  readonly tenants: TenantHabits;
}

/** One number a user. */
export interface UserHabits {
  /** Mean likeness of the user to users of the tenant drawn at random, 0 to 1. */
  readonly likeness: Float32Array;
  /** Resources opened for the first time in the last days of training, a newcomer's first days left out. */
  readonly newPairs: Int32Array;
  /** Resources opened on a single day; 0 where accesses carry no time. */
  readonly singleDayPairs: Int32Array;
  /** 1 for a user first seen in the last days of training. */
  readonly isNew: Uint8Array;
}

/** One number a resource. */
export interface ResourceHabits {
  /** Mean likeness of its users to each other, 0 to 1. */
  readonly cohesion: Float32Array;
}

/** One number a tenant. */
export interface TenantHabits {
  /** Mean likeness of two users drawn at random, 0 to 1. */
  readonly likeness: Float64Array;
  /** Users first seen during training, its first eight days left out; all of them where that is nobody. */
  readonly newcomers: Int32Array;
  /** Resources that these opened on the day they were first seen, all together. */
  readonly firstPairs: Int32Array;
}
