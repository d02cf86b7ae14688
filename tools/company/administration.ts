import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { between, happens, wholeBetween } from './draws';
import type { Person } from './person';
import type { CompanyShare } from './share';
import type { World } from './world';

const numbers = assumptions.administration;

/** The administrative shares of the servers that each administrator looks after. */
export function administeredShares(
  people: readonly Person[],
  admin: readonly CompanyShare[],
  random: Random,
): Map<Person, readonly CompanyShare[]> {
  const administrators = people.filter(({ role }) => role === 'administrator');
  return new Map(
    administrators.map((person) => {
      const part = between(numbers.servers, random);
      const servers = new Set(admin.map(({ server }) => server).filter(() => happens(part, random)));
      return [person, admin.filter(({ server }) => servers.has(server))];
    }),
  );
}

/** Shares that a person opens on a day because they look after the computers of others; none for most people. */
export function technicianShares(person: Person, world: World, random: Random): CompanyShare[] {
  if (person.role === 'helpdesk') {
    return Array.from({ length: wholeBetween(numbers.helpedADay, random) }, () => world.anyShare(random));
  }
  const own = world.administered.get(person) ?? [];
  if (own.length === 0) return [];
  return Array.from({ length: wholeBetween(numbers.adminSharesADay, random) }, () =>
    random.pick(happens(numbers.anyServer, random) ? world.shares.admin : own),
  );
}
