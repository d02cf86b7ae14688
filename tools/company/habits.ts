import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { logNormal } from './draws';
import type { Person } from './person';
import type { ProjectMembership } from './projects';
import type { CompanyShare } from './share';
import { shareUses } from './shareUses';
import type { World } from './world';

/** A share a person uses, from the first day to the day before `until`. */
export interface Habit {
  readonly share: CompanyShare;
  /** Accesses go to a person's habits in proportion to it. */
  readonly weight: number;
  readonly from: number;
  readonly until: number;
}

const { difference, zipfExponent } = assumptions.use;

/** What a person uses, weighed by Zipf's law in an order of their own; of a share that moves, both its places. */
export function habitsOf(
  person: Person,
  memberships: readonly ProjectMembership[],
  world: World,
  random: Random,
): Habit[] {
  return [...shareUses(person, memberships, world, random)]
    .map((use) => ({ ...use, rank: use.rank * logNormal(difference, random) }))
    .sort((a, b) => b.rank - a.rank)
    .flatMap(({ share, from, until }, place) => {
      const weight = (place + 1) ** -zipfExponent;
      const successor = world.shares.successors.get(share);
      return [share, ...(successor === undefined ? [] : [successor])].map((each) => ({
        share: each,
        weight,
        from: Math.max(from, each.from),
        until: Math.min(until, each.until),
      }));
    });
}
