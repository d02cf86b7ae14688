import { sortByKey } from '../../numerics/countingSort';
import { AccessGraph } from './accessGraph';
import { pairsOfUsers, selectUsers } from './pairSelection';
import type { Pair, PairTable } from './trainingSet';

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
  /** Number of the accounts that are set aside. */
  readonly accounts: number;
}

/**
 * Sets accounts aside that reach nearly everything, such as those of backups and scanners. One of them would link all
 * departments and widen what counts as normal for everybody: the scores of all others move by several standard
 * deviations. Set aside, it moves none of them. The account that reaches most goes first, and the others are then looked
 * at as if it had never been.
 */
export function separateUbiquitous(table: PairTable): SeparatedPairs {
  const accounts = ubiquitousAccounts(table);
  if (accounts.length === 0) return { ordinary: table, ubiquitous: [], accounts: 0 };
  const isAside = new Uint8Array(table.users.values.length);
  for (const user of accounts) isAside[user] = 1;
  return {
    ordinary: selectUsers(
      table,
      isAside.map((aside) => 1 - aside),
    ),
    ubiquitous: [...pairsOfUsers(table, isAside)],
    accounts: accounts.length,
  };
}

/** Positions of the accounts to set aside. */
function ubiquitousAccounts(table: PairTable): number[] {
  const { starts, partitions } = table.users;
  const narrowestFirst = usersByCount(table);
  const accounts: number[] = [];
  let graph: AccessGraph | undefined;
  for (let tenant = 0; tenant < partitions.length; tenant++) {
    const users = narrowestFirst.subarray(starts[tenant], starts[tenant + 1]);
    if (!mayHoldUbiquitous(table, tenant, users)) continue;
    graph ??= new AccessGraph(table);
    const left = [...users];
    for (let at = findUbiquitous(graph, tenant, left); at >= 0; at = findUbiquitous(graph, tenant, left)) {
      const [user] = left.splice(at, 1);
      graph.remove(user!);
      accounts.push(user!);
    }
  }
  return accounts;
}

/** Users by tenant, in it by how many resources they use, from the fewest on, and then from the last to the first. */
function usersByCount({ users, resources, offsets }: PairTable): Int32Array {
  const count = users.values.length;
  const resourceCounts = Int32Array.from({ length: count }, (_, user) => offsets[user + 1]! - offsets[user]!);
  const lastFirst = Int32Array.from({ length: count }, (_, i) => count - 1 - i);
  const byCount = sortByKey(resourceCounts, resources.values.length + 1, lastFirst);
  return sortByKey(users.partitionOf, users.partitions.length, byCount);
}

/** Whether the user of a tenant that uses most could be ubiquitous: it seldom is, and then nothing else needs a look. */
function mayHoldUbiquitous({ resources, offsets }: PairTable, tenant: number, users: Int32Array): boolean {
  const widest = users.at(-1)!;
  const resourceCount = resources.starts[tenant + 1]! - resources.starts[tenant]!;
  return offsets[widest + 1]! - offsets[widest]! >= ubiquity.reach * resourceCount;
}

/**
 * Where the user of a tenant is that reaches the greatest part of it, the first of equals, if that makes it ubiquitous;
 * otherwise -1.
 *
 * @param left the users that have not been removed, from the one with the fewest resources on.
 */
function findUbiquitous(graph: AccessGraph, tenant: number, left: readonly number[]): number {
  const at = findWidest(graph, tenant, left);
  const others = left.length - 1;
  if (at < 0 || others < ubiquity.otherAccounts) return -1;
  const middle = others >> 1;
  const median = graph.resourcesOf(left[middle < at ? middle : middle + 1]!);
  return graph.resourcesOf(left[at]!) >= ubiquity.timesMedian * median ? at : -1;
}

function findWidest(graph: AccessGraph, tenant: number, left: readonly number[]): number {
  const resources = graph.resourcesOfTenant(tenant);
  let widest = -1;
  let greatestPart = 0;
  for (let at = left.length - 1; at >= 0; at--) {
    const user = left[at]!;
    const count = graph.resourcesOf(user);
    // To leave out what nobody else uses, above and below, can only make the part smaller than this.
    const bound = count / resources;
    if (count < ubiquity.reach * resources || bound < greatestPart) break;
    const alone = graph.aloneOf(user);
    const shared = resources - alone;
    const part = (count - alone) / shared;
    if (shared < ubiquity.resources || part < ubiquity.reach) continue;
    if (part > greatestPart || (part === greatestPart && user < left[widest]!)) {
      widest = at;
      greatestPart = part;
    }
    // Nobody after it has a greater part, and who has the same is after it in the tenant, too.
    if (part === bound) break;
  }
  return widest;
}
