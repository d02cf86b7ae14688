import { ActionableError } from '../../shared/errors';
import { Random } from '../sample/random';
import type { CompanyAccess, Opening } from './access';
import { administeredShares } from './administration';
import { habitsOf } from './habits';
import { inventShares } from './inventShares';
import { ordinaryUse } from './ordinaryUse';
import { inventOrganization } from './organization';
import type { Person } from './person';
import { plantAnomalies } from './planting';
import { staffProjects } from './projects';
import { inventServices, type Service, serviceDay } from './services';
import type { CompanyShares } from './share';
import { spelled } from './spelling';
import { hireStaff } from './staff';
import { midnightOf, millisecondsPerDay, type Timeline } from './timeline';
import { workingDay } from './workingDay';
import type { World } from './world';

export type { CompanyAccess } from './access';

export interface CompanyOptions {
  /** A whole number; the same options make the same company and the same accesses. */
  readonly seed: number;
  /** People, those who join or leave among them; 40 to 20,000, by default 2,000. */
  readonly users?: number | undefined;
  /** Shares, those of servers' administrators and those new in the test window among them; by default 3 for 4 users, or 80. */
  readonly shares?: number | undefined;
  /** Days to learn from, 7 or more; by default 30. */
  readonly trainingDays?: number | undefined;
  /** Days to judge on, 1 or more; by default 7. */
  readonly testDays?: number | undefined;
  /** Any moment of the first day, UTC; by default Monday, 5 October 2026. */
  readonly firstDay?: Date | undefined;
}

export interface SimulatedCompany {
  /** In the order of time: those of training, then those of the test window, the planted ones among them. */
  readonly accesses: readonly CompanyAccess[];
  /** The first moment of the test window, milliseconds since 1970. */
  readonly testFrom: number;
  /** The first moment after it. */
  readonly testUntil: number;
  readonly people: readonly Person[];
  readonly services: readonly Service[];
  readonly shares: CompanyShares;
}

const defaults = { users: 2000, sharesOfUser: 0.75, leastShares: 80, trainingDays: 30, testDays: 7 };
const defaultFirstDay = new Date('2026-10-05T00:00:00Z');

/**
 * Invents a company and what its accounts open in some weeks, with anomalies planted in the last of them. It rests on
 * the numbers of assumptions.ts and plantingRules.ts.
 *
 * @throws ActionableError if an option is out of its range, or the shares are too few for the users.
 */
export function simulateCompany({
  seed,
  users = defaults.users,
  shares: shareCount = Math.max(defaults.leastShares, Math.round(users * defaults.sharesOfUser)),
  trainingDays = defaults.trainingDays,
  testDays = defaults.testDays,
  firstDay = defaultFirstDay,
}: CompanyOptions): SimulatedCompany {
  checkWhole('users', users, 40, 20_000);
  checkWhole('shares', shareCount, 1, 100_000);
  checkWhole('training days', trainingDays, 7, 1000);
  checkWhole('test days', testDays, 1, 1000);
  if (Number.isNaN(firstDay.getTime())) throw new ActionableError('the first day is no date: take one, 2026-10-05 say');
  const start = Math.floor(firstDay.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const timeline: Timeline = { start, testFromDay: trainingDays, days: trainingDays + testDays };
  const randomOf = (part: string) => new Random(`${seed}/${part}`);

  const newServerFrom = trainingDays + randomOf('new server').below(testDays);
  const organization = inventOrganization(users, newServerFrom, randomOf('organization'));
  const people = hireStaff(organization, timeline, randomOf('staff'));
  const shares = inventShares(organization, people, shareCount, timeline, randomOf('shares'));
  const services = inventServices(organization, shares, users, randomOf('services'));
  const owned = [...shares.ofDepartment.values(), ...shares.ofTeam.values()].flat();
  const world: World = {
    organization,
    shares,
    timeline,
    anyShare: (random) => random.pick(owned),
    administered: administeredShares(people, shares.admin, randomOf('administration')),
  };
  const openings = ordinaryOpenings(people, services, world, randomOf);
  const testFrom = midnightOf(trainingDays, timeline);
  const use = ordinaryUse(openings, testFrom, people, services);
  const planted = plantAnomalies(use, world, randomOf('planted'));
  const spelling = randomOf('spelling');
  const accesses = [...openings.map((opening) => spelled(opening, spelling)), ...planted].sort(byTime);
  return { accesses, testFrom, testUntil: midnightOf(timeline.days, timeline), people, services, shares };
}

/** What everybody opens on all days, in the order of time. */
function ordinaryOpenings(
  people: readonly Person[],
  services: readonly Service[],
  world: World,
  randomOf: (part: string) => Random,
): Opening[] {
  const memberships = staffProjects(world.shares.projects, world.organization, people, randomOf('projects'));
  const ofHabits = randomOf('habits');
  const habits = people.map((person) => habitsOf(person, memberships.get(person) ?? [], world, ofHabits));
  const openings: Opening[] = [];
  for (let day = 0; day < world.timeline.days; day++) {
    const random = randomOf(`day ${day}`);
    people.forEach((person, i) => {
      openings.push(...workingDay(person, habits[i]!, day, world, random));
    });
    for (const service of services) openings.push(...serviceDay(service, day, world.timeline));
  }
  return openings.sort(byTime);
}

function byTime(a: { readonly time: number }, b: { readonly time: number }): number {
  return a.time - b.time;
}

function checkWhole(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ActionableError(`${value} ${what} cannot be simulated: take a whole number from ${least} to ${most}`);
}
