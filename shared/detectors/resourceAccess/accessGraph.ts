import type { PairTable } from './trainingSet';

/** Who uses what among the accounts that have not been removed, as far as it tells how much an account reaches. */
export class AccessGraph {
  readonly #table: PairTable;
  /** Number of users of each resource, and the exclusive or of their positions: where there is one, that user. */
  readonly #usersOf: Int32Array;
  readonly #joinedUsers: Int32Array;
  /** Number of resources of each tenant that have a user. */
  readonly #resourceCounts: Int32Array;
  /** Number of resources of each user that nobody else uses. */
  readonly #aloneCounts: Int32Array;

  constructor(table: PairTable) {
    const { users, resources, userOf, resourceOf } = table;
    this.#table = table;
    this.#usersOf = new Int32Array(resources.values.length);
    this.#joinedUsers = new Int32Array(resources.values.length);
    for (let pair = 0; pair < userOf.length; pair++) {
      this.#usersOf[resourceOf[pair]!]!++;
      this.#joinedUsers[resourceOf[pair]!]! ^= userOf[pair]!;
    }
    this.#resourceCounts = resources.starts.slice(1).map((end, tenant) => end - resources.starts[tenant]!);
    this.#aloneCounts = new Int32Array(users.values.length);
    this.#usersOf.forEach((count, resource) => {
      if (count === 1) this.#aloneCounts[this.#joinedUsers[resource]!]!++;
    });
  }

  /** Number of resources of a tenant that anybody uses. */
  resourcesOfTenant(tenant: number): number {
    return this.#resourceCounts[tenant]!;
  }

  /** Number of resources a user uses. */
  resourcesOf(user: number): number {
    return this.#table.offsets[user + 1]! - this.#table.offsets[user]!;
  }

  /** Number of resources a user uses, and nobody else. */
  aloneOf(user: number): number {
    return this.#aloneCounts[user]!;
  }

  remove(user: number): void {
    const { users, offsets, resourceOf } = this.#table;
    for (let pair = offsets[user]!; pair < offsets[user + 1]!; pair++) {
      const resource = resourceOf[pair]!;
      this.#joinedUsers[resource]! ^= user;
      const left = --this.#usersOf[resource]!;
      if (left === 0) this.#resourceCounts[users.partitionOf[user]!]!--;
      else if (left === 1) this.#aloneCounts[this.#joinedUsers[resource]!]!++;
    }
  }
}
