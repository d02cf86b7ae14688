import { murmurHash3 } from '../../numerics/murmurHash3';
import type { Pair } from './trainingSet';

/** The most users, and pairs of theirs, that a sample takes. */
export interface SampleBounds {
  readonly users: number;
  readonly pairs: number;
}

/** Some of the users of all tenants. */
export interface UserSample {
  /** Number of users. */
  readonly users: number;
  has(pair: Pick<Pair, 'tenant' | 'user'>): boolean;
}

/**
 * Draws as many users as the bounds leave room for; all, if they do. A user is drawn by a hash of the name, so that
 * neither the order of the pairs nor who else is there decides, and samples of two nights have most users in common.
 * Who has more pairs than are left is passed over.
 */
export function sampleUsers(pairs: Iterable<Pair>, bounds: SampleBounds, seed: number): UserSample {
  const countOf = new Map<string, number>();
  for (const pair of pairs) {
    const key = keyOf(pair);
    countOf.set(key, (countOf.get(key) ?? 0) + 1);
  }
  const drawn = new Set<string>();
  let pairsLeft = bounds.pairs;
  for (const key of byHash([...countOf.keys()], seed)) {
    if (drawn.size === bounds.users) break;
    const count = countOf.get(key)!;
    if (count > pairsLeft) continue;
    pairsLeft -= count;
    drawn.add(key);
  }
  return { users: drawn.size, has: (pair) => drawn.has(keyOf(pair)) };
}

function keyOf({ tenant, user }: Pick<Pair, 'tenant' | 'user'>): string {
  return JSON.stringify([tenant, user]);
}

function byHash(keys: readonly string[], seed: number): string[] {
  const encoder = new TextEncoder();
  return keys
    .map((key) => ({ key, hash: murmurHash3(encoder.encode(key), seed) }))
    .sort((one, other) => one.hash - other.hash || (one.key < other.key ? -1 : 1))
    .map(({ key }) => key);
}
