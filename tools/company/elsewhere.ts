import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { type Person, teamOn } from './person';
import type { CompanyShare } from './share';
import type { World } from './world';

const chances = assumptions.elsewhere;

/** Shares of one team that is not the person's, or any one share: where somebody goes who is helped, helps, or looks. */
export function sharesElsewhere(
  person: Person,
  day: number,
  { organization, shares, anyShare }: World,
  random: Random,
): readonly CompanyShare[] {
  const team = teamOn(day, person);
  const where = random.next();
  if (where < chances.division) {
    const inDivision = organization.teams.filter(
      (other) => other !== team && other.department.division === team.department.division,
    );
    return shares.ofTeam.get(random.pick(inDivision))!;
  }
  if (where < chances.division + chances.contact) {
    const known = person.contacts.length > 0 ? person.contacts : organization.partners.get(team)!;
    return shares.ofTeam.get(random.pick(known))!;
  }
  return [anyShare(random)];
}
