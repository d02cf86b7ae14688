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

  add(access: Access): void {
    const user = JSON.stringify([access.tenant, access.user]);
    const resources = this.#users.get(user) ?? new Map<string, Access>();
    const known = resources.get(access.resource);
    if (known !== undefined) {
      if (compare(access, known) < 0) resources.set(access.resource, access);
      return;
    }
    if (resources.size >= this.#limits.ofUser || this.#count >= this.#limits.ofAll) {
      this.beyondLimit += 1;
      return;
    }
    this.#count += 1;
    this.#users.set(user, resources.set(access.resource, access));
  }

  /** In the order of time, and of equal times in that of `itemId`, tenant, user and resource. */
  inOrder(): Access[] {
    return [...this.#users.values()].flatMap((resources) => [...resources.values()]).sort(compare);
  }
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
