import { PairNames } from './pairNames';
import { PairRows } from './pairRows';
import type { TrainingPair } from './trainingSet';

/** Pairs that somebody else has counted, in the order they come: each name is held once, and a pair takes 16 bytes. */
export class PairList {
  readonly window = null;
  readonly #names = new PairNames();
  readonly #rows = new PairRows();

  add({ tenant, user, resource, likelihood }: TrainingPair): void {
    const tenantAt = this.#names.tenantOf(tenant);
    const userAt = this.#names.users.numberOf(tenantAt, user);
    this.#rows.add(userAt, this.#names.resources.numberOf(tenantAt, resource), likelihood);
  }

  /** Number of pairs. */
  get total(): number {
    return this.#rows.length;
  }

  *pairs(): Generator<TrainingPair> {
    const { tenants, users, resources } = this.#names;
    const { userOf, resourceOf, likelihoods } = this.#rows.columns();
    for (let row = 0; row < userOf.length; row++) {
      const user = userOf[row]!;
      yield {
        tenant: tenants[users.tenantOf[user]!]!,
        user: users.names[user]!,
        resource: resources.names[resourceOf[row]!]!,
        likelihood: likelihoods[row]!,
      };
    }
  }
}
