import { countOffsets } from '../../numerics/countingSort';
import { type Pair, type PairTable, type TrainingPair, tabulatePairs } from './trainingSet';

/** When an account reaches so much more than others do that it says nothing about who belongs where. */
const ubiquity = {
  /** Least part of the resources other accounts of its tenant use that it uses too. */
  reach: 0.8,
  /** How many times as many resources as the median of the other accounts. */
  timesMedian: 2,
  /** Other accounts and resources a tenant must have: in a smaller one everybody uses nearly everything. */
  otherAccounts: 10,
  resources: 20,
};

/** Pairs to learn from, and those of accounts that are set aside. */
export interface SeparatedPairs {
  readonly ordinary: PairTable;
  readonly ubiquitous: readonly Pair[];
}

/**
 * Sets accounts aside that reach nearly everything, such as those of backups and scanners. One of them would link all
 * departments and widen what counts as normal for everybody: the scores of all others move by several standard
 * deviations. Set aside, it moves none of them. The account that reaches most goes first, and the others are then looked
 * at as if it had never been.
 */
export function separateUbiquitous(table: PairTable): SeparatedPairs {
  const isAside = new Uint8Array(table.users.values.length);
  const graph = new AccessGraph(table);
  for (let tenant = 0; tenant < table.users.partitions.length; tenant++) {
    for (let user = graph.ubiquitousUser(tenant); user >= 0; user = graph.ubiquitousUser(tenant)) {
      graph.remove(user);
      isAside[user] = 1;
    }
  }
  if (!isAside.includes(1)) return { ordinary: table, ubiquitous: [] };
  return {
    ordinary: tabulatePairs(pairsOf(table, (user) => isAside[user] === 0)),
    ubiquitous: [...pairsOf(table, (user) => isAside[user] === 1)],
  };
}

/** Who uses what among the accounts that have not been removed. */
class AccessGraph {
  readonly #table: PairTable;
  /** Where each user's pairs start in the table. */
  readonly #offsets: Int32Array;
  /** Number of users of each resource. */
  readonly #usersOf: Int32Array;
  readonly #removed = new Set<number>();

  constructor(table: PairTable) {
    this.#table = table;
    this.#offsets = countOffsets(table.userOf, table.users.values.length);
    this.#usersOf = new Int32Array(table.resources.values.length);
    for (const resource of table.resourceOf) this.#usersOf[resource]!++;
  }

  /** The user of a tenant that reaches the greatest part of it, if that makes it ubiquitous; otherwise -1. */
  ubiquitousUser(tenant: number): number {
    const [first = 0, next = 0] = this.#table.users.starts.subarray(tenant, tenant + 2);
    const users = Array.from({ length: next - first }, (_, i) => first + i).filter((user) => !this.#removed.has(user));
    const resources = this.#resourceCount(tenant);
    let widest = { user: -1, part: 0 };
    for (const user of users) {
      const count = this.#resourcesOf(user).length;
      // To leave out what nobody else uses, above and below, can only make the part smaller than this.
      if (count < ubiquity.reach * resources) continue;
      const alone = this.#resourcesOf(user).reduce((sum, resource) => sum + Number(this.#usersOf[resource] === 1), 0);
      const shared = resources - alone;
      const part = (count - alone) / shared;
      if (shared >= ubiquity.resources && part >= ubiquity.reach && part > widest.part) widest = { user, part };
    }
    const others = users.filter((user) => user !== widest.user).map((user) => this.#resourcesOf(user).length);
    if (widest.user < 0 || others.length < ubiquity.otherAccounts) return -1;
    return this.#resourcesOf(widest.user).length >= ubiquity.timesMedian * median(others) ? widest.user : -1;
  }

  remove(user: number): void {
    this.#removed.add(user);
    for (const resource of this.#resourcesOf(user)) this.#usersOf[resource]!--;
  }

  #resourcesOf(user: number): Int32Array {
    return this.#table.resourceOf.subarray(this.#offsets[user], this.#offsets[user + 1]);
  }

  #resourceCount(tenant: number): number {
    const [first = 0, next = 0] = this.#table.resources.starts.subarray(tenant, tenant + 2);
    return this.#usersOf.subarray(first, next).reduce((sum, count) => sum + Number(count > 0), 0);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function* pairsOf(table: PairTable, isWanted: (user: number) => boolean): Iterable<TrainingPair> {
  for (const [pair, user] of table.userOf.entries()) {
    if (!isWanted(user)) continue;
    yield {
      tenant: table.users.partitions[table.tenantOf[pair]!]!,
      user: table.users.values[user]!,
      resource: table.resources.values[table.resourceOf[pair]!]!,
      likelihood: table.likelihoods[pair]!,
    };
  }
}
