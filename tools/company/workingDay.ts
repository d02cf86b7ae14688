import type { Random } from '../sample/random';
import type { Opening } from './access';
import { technicianShares } from './administration';
import { assumptions } from './assumptions';
import { happens, logNormal, weightedPick } from './draws';
import { sharesElsewhere } from './elsewhere';
import type { Habit } from './habits';
import { isEmployed, type Person } from './person';
import type { CompanyShare } from './share';
import { isWeekend, midnightOf, millisecondsPerHour } from './timeline';
import type { World } from './world';

const { people: numbers, change, oneOff } = assumptions;

/** What a person opens on a day, in no order; nothing on a day they are not at work. */
export function workingDay(
  person: Person,
  habits: readonly Habit[],
  day: number,
  world: World,
  random: Random,
): Opening[] {
  if (!isEmployed(day, person)) return [];
  const isFirstDay = day === person.joins;
  const chance = person.activity * (isWeekend(day, world.timeline) ? numbers.weekend : 1);
  if (!isFirstDay && !happens(chance, random)) return [];
  const begins = midnightOf(day, world.timeline) + person.begins * millisecondsPerHour;
  const ipAddress = happens(numbers.remoteDays, random)
    ? `10.99.${random.below(16)}.${1 + random.below(254)}`
    : person.ipAddress;
  const open = (share: CompanyShare): Opening => ({
    time: Math.max(midnightOf(day, world.timeline), Math.floor(begins + hourOfWork(random) * millisecondsPerHour)),
    account: person.account,
    ipAddress,
    share,
  });

  const active = habits.filter(({ from, until }) => day >= from && day < until);
  const openings: Opening[] = [];
  if (active.length > 0) {
    const habitual = weightedPick(active, ({ weight }) => weight);
    const count = Math.max(1, Math.round(person.accessesADay * logNormal(numbers.accessesADay.spreadOfDays, random)));
    for (let i = 0; i < count; i++) openings.push(open(habitual(random).share));
  }
  const elsewhere = [
    ...visitedShares(person, day, world, random),
    ...oneOffShares(person, day, world, random),
    ...technicianShares(person, world, random),
  ];
  for (const share of elsewhere) if (day >= share.from && day < share.until) openings.push(open(share));
  return openings;
}

function hourOfWork(random: Random): number {
  return random.next() * (happens(numbers.inFirstHour, random) ? 1 : numbers.hoursOfWork);
}

/** At another site one uses what is common there. */
function visitedShares({ journey }: Person, day: number, { shares }: World, random: Random): CompanyShare[] {
  if (journey === undefined || day < journey.from || day >= journey.until) return [];
  const { users, common, scans } = shares.ofSite.get(journey.to)!;
  return [common, ...[users, scans].filter(() => happens(change.usedAway, random))];
}

/** What is opened once, for a reason that no log tells. */
function oneOffShares(person: Person, day: number, world: World, random: Random): CompanyShare[] {
  if (!happens(person.oneOffChance, random)) return [];
  const somewhere = sharesElsewhere(person, day, world, random);
  const opened = [random.pick(somewhere)];
  while (opened.length < somewhere.length && happens(oneOff.oneMore, random)) opened.push(random.pick(somewhere));
  return opened;
}
