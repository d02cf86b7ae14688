import type { Access } from '../../events/access';
import type { TrainingPair } from './trainingSet';

const millisecondsPerDay = 86_400_000;

interface PairCount {
  count: number;
  firstDay: number;
  lastDay: number;
}

/**
 * Counts accesses per (tenant, user, resource), whatever their order, and turns them into likelihoods the way the
 * BYO-ML training notebook does: accesses per day over the pair's own active span in whole UTC days,
 * `likelihood = count / (1 + last day - first day)`.
 */
export class AccessCounts {
  readonly #tenants = new Map<string, Map<string, Map<string, PairCount>>>();
  #firstAccess = Number.POSITIVE_INFINITY;
  #lastAccess = Number.NEGATIVE_INFINITY;
  #total = 0;

  add({ tenant, user, resource, time }: Access): void {
    const day = Math.floor(time / millisecondsPerDay);
    const users = entry(this.#tenants, tenant, () => new Map<string, Map<string, PairCount>>());
    const resources = entry(users, user, () => new Map<string, PairCount>());
    const pair = entry(resources, resource, () => ({ count: 0, firstDay: day, lastDay: day }));
    pair.count++;
    pair.firstDay = Math.min(pair.firstDay, day);
    pair.lastDay = Math.max(pair.lastDay, day);
    this.#firstAccess = Math.min(this.#firstAccess, time);
    this.#lastAccess = Math.max(this.#lastAccess, time);
    this.#total++;
  }

  /** Number of accesses added. */
  get total(): number {
    return this.#total;
  }

  /** Times of the first and the last access, or null when there is none. */
  get window(): { readonly from: string; readonly to: string } | null {
    if (this.#total === 0) return null;
    return { from: new Date(this.#firstAccess).toISOString(), to: new Date(this.#lastAccess).toISOString() };
  }

  *pairs(): Generator<TrainingPair> {
    for (const [tenant, users] of this.#tenants) {
      for (const [user, resources] of users) {
        for (const [resource, { count, firstDay, lastDay }] of resources) {
          yield { tenant, user, resource, likelihood: count / (1 + lastDay - firstDay) };
        }
      }
    }
  }
}

function entry<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = create()));
  return value;
}
