import { PairNumbering } from '../../numerics/pairNumbering';
import type { Pair } from './trainingSet';

/** Names of one kind, the users or the resources, each within its tenant. */
export class TenantedNames {
  readonly names: string[] = [];
  /** Position of the tenant of each of `names`. */
  readonly tenantOf: number[] = [];
  readonly #numbers: Map<string, number>[] = [];

  numberOf(tenant: number, name: string): number {
    const numbers = (this.#numbers[tenant] ??= new Map());
    return numberIn(numbers, name, (wellFormed) => {
      this.tenantOf.push(tenant);
      return this.names.push(wellFormed) - 1;
    });
  }
}

/**
 * Numbers pairs from 0 on, in the order in which they are first met, and keeps each name once. Names are kept as UTF-8
 * can carry them, because that is how a model knows them: two that differ in a lone surrogate are one.
 */
export class PairNames {
  readonly tenants: string[] = [];
  readonly users = new TenantedNames();
  readonly resources = new TenantedNames();
  readonly #tenantNumbers = new Map<string, number>();
  readonly #pairs = new PairNumbering();

  /** Number of distinct pairs. */
  get count(): number {
    return this.#pairs.count;
  }

  numberOf({ tenant, user, resource }: Pair): number {
    const tenantNumber = this.tenantOf(tenant);
    return this.numberOfPlaces(
      this.users.numberOf(tenantNumber, user),
      this.resources.numberOf(tenantNumber, resource),
    );
  }

  tenantOf(tenant: string): number {
    return numberIn(this.#tenantNumbers, tenant, (wellFormed) => this.tenants.push(wellFormed) - 1);
  }

  /** @param user position in `users.names`; `resource`, of the same tenant, in `resources.names` */
  numberOfPlaces(user: number, resource: number): number {
    return this.#pairs.numberOf(user, resource);
  }

  /** Position in `users.names` of a pair's user. */
  userOf(pair: number): number {
    return this.#pairs.leftOf(pair);
  }

  /** Position in `resources.names` of a pair's resource. */
  resourceOf(pair: number): number {
    return this.#pairs.rightOf(pair);
  }

  pairAt(pair: number): Pair {
    const user = this.userOf(pair);
    return {
      tenant: this.tenants[this.users.tenantOf[user]!]!,
      user: this.users.names[user]!,
      resource: this.resources.names[this.resourceOf(pair)]!,
    };
  }
}

/** The number a name has, or that of its well-formed spelling, which may be a new one. */
function numberIn(numbers: Map<string, number>, name: string, add: (wellFormed: string) => number): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const wellFormed = name.toWellFormed();
  const number = wellFormed === name ? add(name) : (numbers.get(wellFormed) ?? add(wellFormed));
  numbers.set(wellFormed, number).set(name, number);
  return number;
}
