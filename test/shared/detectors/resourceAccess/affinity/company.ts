import type { Pair, TrainingPair } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { MersenneTwister } from '../../../../../shared/numerics/mersenneTwister';

/** An invented tenant: everybody uses shares of their team, and now and then one of the neighbouring team. */
export interface Company {
  readonly tenant: string;
  readonly teams: number;
  readonly usersPerTeam: number;
  readonly sharesPerTeam: number;
  readonly days: number;
  readonly seed: number;
}

export const company: Company = { tenant: 'north', teams: 6, usersPerTeam: 12, sharesPerTeam: 20, days: 30, seed: 1 };

/**
 * First accesses to shares, each with its day from 20,000 on. Half of a user's shares are known on the first day; a third are
 * opened again.
 */
export function firstAccesses({ tenant, teams, usersPerTeam, sharesPerTeam, days, seed }: Company) {
  const random = new MersenneTwister(seed);
  const pairs = new Map<string, TrainingPair & { firstDay: number }>();
  const open = (user: string, resource: string, firstDay: number) => {
    const key = `${user} ${resource}`;
    if (pairs.has(key)) return;
    const likelihood = 1 + random.integerBelow(5);
    const returnDay = pairs.size % 3 === 0 ? firstDay + 2 : -1;
    pairs.set(key, { tenant, user, resource, likelihood, firstDay, returnDay });
  };
  const shareOf = (team: number) => share(team, random.integerBelow(sharesPerTeam));
  for (let day = 0; day < days; day++) {
    for (let user = 0; user < teams * usersPerTeam; user++) {
      const team = user % teams;
      const draws = day === 0 ? 8 : random.integerBelow(4) === 0 ? 1 + random.integerBelow(2) : 0;
      for (let draw = 0; draw < draws; draw++) {
        const isElsewhere = random.integerBelow(12) === 0;
        open(`user ${user}`, shareOf(isElsewhere ? (team + 1) % teams : team), 20_000 + day);
      }
    }
  }
  return [...pairs.values()];
}

/** Two teams share a server. */
export function share(team: number, index: number): string {
  return `fs${team >> 1}\\team${team}-${index}`;
}

/** Those of the pairs first opened before a day, and the others. */
export function splitAt<Timed extends { readonly firstDay: number }>(pairs: readonly Timed[], day: number) {
  return {
    before: pairs.filter(({ firstDay }) => firstDay < day),
    after: pairs.filter(({ firstDay }) => firstDay >= day),
  };
}

/** As a detector takes them. */
export function trainingData(pairs: readonly TrainingPair[]) {
  return { total: pairs.length, window: null, pairs: () => pairs };
}

export const pairOf = ({ tenant, user, resource }: Pair): Pair => ({ tenant, user, resource });
