import type { Random } from '../sample/random';
import type { Opening } from './access';
import { pickSome, wholeBetween } from './draws';
import { targets } from './foreignShares';
import { accountName, clientAddress } from './names';
import type { OrdinaryUse } from './ordinaryUse';
import { plantingRules } from './plantingRules';
import { midnightOf, millisecondsPerHour } from './timeline';
import type { World } from './world';

/**
 * An account that is new in the test window and nobody's: it opens what everybody does, and on its first day shares of
 * three departments or more, none of its own.
 */
export function plantNewAccount(
  use: OrdinaryUse,
  world: World,
  random: Random,
): { readonly planted: Opening[]; readonly ordinary: Opening[] } {
  const { organization, shares, timeline } = world;
  const { shares: count, withinHours = 24 } = plantingRules.newAccount;
  const site = random.pick(organization.sites);
  const account = freeAccount(site.domain, use, random);
  const ipAddress = clientAddress(site, random.below(use.people.length));
  const firstDay = timeline.testFromDay + random.below(timeline.days - timeline.testFromDay);
  const begins = midnightOf(firstDay, timeline) + (8 + random.next() * 6) * millisecondsPerHour;
  const within = (hours: number) => Math.floor(begins + random.next() * hours * millisecondsPerHour);

  const byDepartment = Map.groupBy(targets(use, world), ({ department }) => department);
  const several = pickSome(wholeBetween({ least: 3, most: 5 }, random), [...byDepartment.values()], random);
  const inTurn = several.map((ofDepartment) => random.pick(ofDepartment));
  const others = several.flat().filter((share) => !inTurn.includes(share));
  const wanted = Math.max(several.length, wholeBetween(count, random));
  const chosen = [...inTurn, ...pickSome(wanted - inTurn.length, others, random)];
  const common = [shares.company[0]!, shares.ofSite.get(site)!.common];
  return {
    planted: chosen.map((share) => ({ time: within(withinHours), account, ipAddress, share })),
    ordinary: common.map((share) => ({ time: within(1), account, ipAddress, share })),
  };
}

function freeAccount(domain: string, { opened, people }: OrdinaryUse, random: Random): string {
  const taken = new Set([...opened.keys(), ...people.map(({ account }) => account)].map((name) => name.toLowerCase()));
  for (;;) {
    const account = `${domain}\\${accountName(people.length + random.below(1000), random)}`;
    if (!taken.has(account.toLowerCase())) return account;
  }
}
