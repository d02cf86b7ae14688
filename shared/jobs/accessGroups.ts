import type { AccessGroup } from '../detectors/detector';
import type { Access } from '../events/access';

type GrowingGroup = AccessGroup & Access[];
type Entries<Value> = Map<string, Value>;

/** Gathers the accesses of each (tenant, user, resource), in the order in which the first of each was added. */
export class AccessGroups {
  readonly #groups: GrowingGroup[] = [];
  // Maps of maps, as one key made of three names takes longer to put together than they take to be looked up.
  readonly #tenants: Entries<Entries<Entries<GrowingGroup>>> = new Map();

  add(access: Access): void {
    const users = entry(this.#tenants, access.tenant, newMap<Entries<GrowingGroup>>);
    const resources = entry(users, access.user, newMap<GrowingGroup>);
    const group = resources.get(access.resource);
    if (group !== undefined) {
      group.push(access);
      return;
    }
    const started: GrowingGroup = [access];
    resources.set(access.resource, started);
    this.#groups.push(started);
  }

  all(): readonly AccessGroup[] {
    return this.#groups;
  }
}

function newMap<Value>(): Entries<Value> {
  return new Map();
}

function entry<Value>(entries: Entries<Value>, key: string, make: () => Value): Value {
  let value = entries.get(key);
  if (value === undefined) {
    value = make();
    entries.set(key, value);
  }
  return value;
}
