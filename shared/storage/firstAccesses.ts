import type { Access } from '../events/access';

/** How many accesses are held at most. */
export interface FirstAccessLimits {
  /** Of one user of one tenant. */
  readonly ofUser: number;
  /** Of all users together: each takes about half a kilobyte of memory. */
  readonly ofAll: number;
}

/** Nobody opens this many resources for the first time in a day by hand, and a scanner is told by fewer. */
export const defaultFirstAccessLimits: FirstAccessLimits = { ofUser: 10_000, ofAll: 500_000 };

/**
 * The first access of each user to each resource, of accesses that come in any order and more than once: the one of the
 * least time, and of those the one of the least `itemId`.
 */
export class FirstAccesses {
  /** Accesses that were left out because the user, or all together, have too many resources already. */
  beyondLimit = 0;
  readonly #limits: FirstAccessLimits;
  /** By tenant and user, then by resource. */
  readonly #users = new Map<string, Map<string, Access>>();
  #count = 0;

  constructor(limits: FirstAccessLimits = defaultFirstAccessLimits) {
    this.#limits = limits;
  }

  /** @returns whether what is held has changed by it */
  add(access: Access): boolean {
    const user = userKey(access);
    const resources = this.#users.get(user) ?? new Map<string, Access>();
    const known = resources.get(access.resource);
    if (known !== undefined) {
      const isEarlier = compare(access, known) < 0;
      if (isEarlier) resources.set(access.resource, access);
      return isEarlier;
    }
    if (resources.size >= this.#limits.ofUser || this.#count >= this.#limits.ofAll) {
      this.beyondLimit += 1;
      return false;
    }
    this.#count += 1;
    this.#users.set(user, resources.set(access.resource, access));
    return true;
  }

  /** Whether the access, or an earlier one of its user to its resource, is held. */
  holds(access: Access): boolean {
    const known = this.#users.get(userKey(access))?.get(access.resource);
    return known !== undefined && compare(known, access) <= 0;
  }

  /** Those of one user, in the order of time. */
  ofUser(user: Pick<Access, 'tenant' | 'user'>): Access[] {
    return [...(this.#users.get(userKey(user))?.values() ?? [])].sort(compare);
  }

  /** In the order of time, and of equal times in that of `itemId`, tenant, user and resource. */
  inOrder(): Access[] {
    return [...this.#users.values()].flatMap((resources) => [...resources.values()]).sort(compare);
  }
}

function userKey({ tenant, user }: Pick<Access, 'tenant' | 'user'>): string {
  return JSON.stringify([tenant, user]);
}

function compare(a: Access, b: Access): number {
  return (
    a.time - b.time ||
    compareText(a.itemId, b.itemId) ||
    compareText(a.tenant, b.tenant) ||
    compareText(a.user, b.user) ||
    compareText(a.resource, b.resource)
  );
}

/** By code unit: an order of a language would differ from machine to machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
