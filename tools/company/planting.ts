import type { Random } from '../sample/random';
import { type AnomalyKind, anomalyKinds, type CompanyAccess, type Opening } from './access';
import { pickSome, wholeBetween } from './draws';
import { foreignTo, targets } from './foreignShares';
import { plantNewAccount } from './newAccount';
import type { OrdinaryUse } from './ordinaryUse';
import { plantingRules } from './plantingRules';
import type { CompanyShare } from './share';
import { spelled } from './spelling';
import { dayOf, midnightOf, millisecondsPerHour } from './timeline';
import type { World } from './world';

/** Who may be behind an incident, and the shares that are foreign to them. */
interface Suspect {
  readonly account: string;
  readonly foreign: () => readonly CompanyShare[];
}

/**
 * Plants anomalies by {@link plantingRules}, kind by kind. Every planted share was in use before the test window, and
 * its account opens it in no other incident and for no other reason.
 *
 * @returns the anomalies, and the ordinary accesses of accounts that are new for them; in no order of time.
 */
export function plantAnomalies(use: OrdinaryUse, world: World, random: Random): CompanyAccess[] {
  const { days, testFromDay } = world.timeline;
  const accesses: CompanyAccess[] = [];
  const busy = new Set<string>();
  let incident = 0;
  for (const kind of anomalyKinds) {
    const expected = (plantingRules[kind].incidentsAWeek * use.people.length * (days - testFromDay)) / (2000 * 7);
    for (let left = Math.max(1, Math.round(expected)); left > 0; left--, incident++) {
      const { planted, ordinary } =
        kind === 'newAccount'
          ? plantNewAccount(use, world, random)
          : { planted: plantIncident(kind, use, world, busy, random), ordinary: [] };
      for (const opening of ordinary) accesses.push(spelled(opening, random));
      for (const opening of planted) accesses.push(spelled(opening, random, kind, incident));
    }
  }
  return accesses;
}

/** An incident by an account that is in none yet; none at all where nobody is left for whom enough is foreign. */
function plantIncident(
  kind: AnomalyKind,
  use: OrdinaryUse,
  world: World,
  busy: Set<string>,
  random: Random,
): Opening[] {
  const { shares, withinHours } = plantingRules[kind];
  for (const { account, foreign } of random.shuffled(suspects(kind, use, world))) {
    const work = use.inTest.get(account);
    if (busy.has(account) || work === undefined) continue;
    const candidates = foreign();
    if (candidates.length < shares.least) continue;
    busy.add(account);
    const chosen = pickSome(wholeBetween(shares, random), candidates, random);
    const moments =
      withinHours === undefined
        ? onDifferentDays(work, chosen.length, world, random)
        : withinHoursOf(random.pick(work), chosen.length, withinHours, world, random);
    return moments.map((moment, i) => ({ ...moment, account, share: chosen[i]! }));
  }
  return [];
}

/** Applications, or members who are there all the time, keep to their team and do not travel. */
function suspects(kind: AnomalyKind, use: OrdinaryUse, world: World): Suspect[] {
  if (kind === 'serviceAccount') {
    return use.services.flatMap(({ account, fixedShares }) =>
      fixedShares === undefined
        ? []
        : [{ account, foreign: () => targets(use, world).filter((share) => !fixedShares.includes(share)) }],
    );
  }
  const settled = use.people.filter(
    ({ role, joins, leaves, move, journey }) =>
      role === 'member' &&
      joins < world.timeline.testFromDay / 2 &&
      leaves > world.timeline.days &&
      move === undefined &&
      journey === undefined,
  );
  return settled.map((person) => ({ account: person.account, foreign: () => foreignTo(person, kind, use, world) }));
}

/** When and from which address; in the order of time. */
type Moment = Pick<Opening, 'time' | 'ipAddress'>;

/** Beside work of different days, as many as there are at most. */
function onDifferentDays(work: readonly Opening[], count: number, { timeline }: World, random: Random): Moment[] {
  const byDay = [...Map.groupBy(work, ({ time }) => dayOf(time, timeline)).values()];
  return pickSome(count, byDay, random)
    .map((ofDay) => withinHoursOf(random.pick(ofDay), 1, 1, { timeline }, random)[0]!)
    .sort((a, b) => a.time - b.time);
}

/** After a piece of work, on the same day (UTC). */
function withinHoursOf(
  { time, ipAddress }: Opening,
  count: number,
  hours: number,
  { timeline }: Pick<World, 'timeline'>,
  random: Random,
): Moment[] {
  const endOfDay = midnightOf(dayOf(time, timeline) + 1, timeline) - 1;
  const length = Math.min(hours * millisecondsPerHour, endOfDay - time);
  return Array.from({ length: count }, () => ({ time: time + Math.floor(random.next() * length), ipAddress })).sort(
    (a, b) => a.time - b.time,
  );
}
