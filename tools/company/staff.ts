import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { between, happens, logNormal, wholeBetween } from './draws';
import { accountName, clientAddress } from './names';
import type { Organization, Team } from './organization';
import type { Person, Role } from './person';
import type { Timeline } from './timeline';

const { people: numbers, change, use, oneOff } = assumptions;
const always = { joins: -1, leaves: Number.POSITIVE_INFINITY };

/** Hires everybody the teams have room for, and decides who comes, goes, moves and travels, and when. */
export function hireStaff(organization: Organization, timeline: Timeline, random: Random): Person[] {
  const seats = organization.teams.flatMap((team) =>
    Array.from({ length: team.headcount }, (_, seat) => ({ team, seat })),
  );
  const roles = assignRoles(seats, random);
  const changing = random.shuffled(seats.map((_, number) => number).filter((number) => roles[number] === 'member'));
  const take = (partOfMonth: number) =>
    new Set(changing.splice(0, Math.max(1, Math.round((seats.length * partOfMonth * timeline.days) / 30))));
  const [movers, joiners, leavers, travellers] = [
    take(change.movers),
    take(change.joiners),
    take(change.leavers),
    take(change.travellers),
  ];
  const taken = new Set<string>();
  const someDay = () => 1 + random.below(timeline.days - 1);
  return seats.map(({ team }, number) => {
    const otherTeams = organization.teams.filter((other) => other !== team);
    const elsewhere = otherTeams.filter(({ department }) => department !== team.department);
    const awayFrom = someDay();
    return {
      ...always,
      ...(joiners.has(number) ? { joins: someDay() } : {}),
      ...(leavers.has(number) ? { leaves: someDay() } : {}),
      account: uniqueAccount(`${team.site.domain}\\${accountName(number, random)}`, taken),
      role: roles[number]!,
      team,
      move: movers.has(number) ? { day: someDay(), to: random.pick(otherTeams) } : undefined,
      journey: travellers.has(number)
        ? {
            from: awayFrom,
            until: awayFrom + wholeBetween(change.daysAway, random),
            to: random.pick(organization.sites.filter((site) => site !== team.site)),
          }
        : undefined,
      contacts: pickContacts(organization.partners.get(team)!, elsewhere, random),
      activity: between(numbers.activity, random),
      accessesADay: numbers.accessesADay.median * logNormal(numbers.accessesADay.spread, random),
      oneOffChance: oneOff.chance * logNormal(oneOff.spread, random),
      begins: between(numbers.begins, random) - team.site.hoursAhead,
      ipAddress: clientAddress(team.site, number),
    };
  });
}

function pickContacts(partners: readonly Team[], elsewhere: readonly Team[], random: Random): Team[] {
  const count = wholeBetween({ least: 0, most: use.contacts.most }, random);
  const picked = Array.from({ length: count }, () =>
    random.pick(happens(use.contacts.partners, random) ? partners : elsewhere),
  );
  return [...new Set(picked)];
}

/** Administrators and the helpdesk are of the first department; the first seat of a team may be its manager's. */
function assignRoles(seats: readonly { readonly team: Team; readonly seat: number }[], random: Random): Role[] {
  const ofPeople = (part: number) => Math.max(1, Math.round(seats.length * part));
  const roles = seats.map((): Role => 'member');
  const computing = seats[0]!.team.department;
  const numbered = seats.map((seat, number) => ({ ...seat, number }));
  const technicians = random.shuffled(numbered.filter(({ team }) => team.department === computing));
  const others = random.shuffled(numbered.filter(({ team }) => team.department !== computing));
  const firstSeatsFirst = others.sort((a, b) => Math.min(a.seat, 1) - Math.min(b.seat, 1));
  const assign = (to: typeof numbered, role: Role, part: number) => {
    for (const { number } of to.splice(0, ofPeople(part))) roles[number] = role;
  };
  assign(technicians, 'administrator', numbers.administrators);
  assign(technicians, 'helpdesk', numbers.helpdesk);
  assign(firstSeatsFirst, 'manager', numbers.managers);
  assign(firstSeatsFirst.reverse(), 'assistant', numbers.assistants);
  return roles;
}

/** Of two people of one name the second has a number in it, as directories require. */
function uniqueAccount(account: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? account : `${account}${number}`;
    if (taken.has(numbered.toLowerCase())) continue;
    taken.add(numbered.toLowerCase());
    return numbered;
  }
}
