import type { TrainingPair } from '../../shared/detectors/resourceAccess/trainingSet';
import { MersenneTwister } from '../../shared/numerics/mersenneTwister';

/** Of each hundred cells of the matrix of users and resources, one holds a pair, however large it is. */
const density = 0.01;
const usersPerResource = 2.5;
const departments = 50;
/** Primes: one that does not divide the number of shares of a department leads a user to all of them in turn. */
const strides = [7, 11] as const;

/** How many users and resources a tenant of so many pairs has: 50,000 and 20,000 for 10 million. */
export function largeTenantSize(pairs: number): { readonly users: number; readonly resources: number } {
  const sharesOfDepartment = Math.max(2, Math.round(Math.sqrt(pairs / density / usersPerResource) / departments));
  const resources = sharesOfDepartment * departments;
  return { users: Math.round(resources * usersPerResource), resources };
}

/**
 * A large enterprise: departments with shares of their own, and one access in ten to a share of another. So many pairs,
 * nearly all of them different; the same ones each time.
 */
export function* largeTenant(pairs: number): Generator<TrainingPair> {
  const { users, resources } = largeTenantSize(pairs);
  const sharesOfDepartment = resources / departments;
  const stride = strides.find((prime) => sharesOfDepartment % prime !== 0) ?? 1;
  const random = new MersenneTwister(1);
  const userNames = Array.from({ length: users }, (_, i) => `contoso\\user${i}`);
  const resourceNames = Array.from({ length: resources }, (_, i) => `fs${i % departments}\\share${i}`);
  for (let i = 0; i < pairs; i++) {
    const user = i % users;
    const turn = Math.floor(i / users);
    const own = (user + turn * stride) % sharesOfDepartment;
    const isElsewhere = turn % 10 === 0;
    const resource = isElsewhere ? random.integerBelow(resources) : (user % departments) + departments * own;
    const likelihood = 1 + random.integerBelow(20);
    yield { tenant: '0', user: userNames[user]!, resource: resourceNames[resource]!, likelihood };
  }
}
