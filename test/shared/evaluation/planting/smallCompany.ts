import type { Access } from '../../../../shared/events/access';
import { MersenneTwister } from '../../../../shared/numerics/mersenneTwister';
import { accessAt } from '../accesses';

const teams = ['red', 'green', 'blue', 'grey'];
const trainingDays = 14;

/**
 * Four teams of eight, two on each of two sites; each person uses four of their team's ten shares, three of each team
 * the site's own, and the first of them one of the team beside theirs. They have
 * weekends. An administrator opens C$, and svc-backup the red shares, every day.
 */
export function smallCompany({ testDays = 3 } = {}) {
  const random = new MersenneTwister(11);
  const training: Access[] = [];
  const test: Access[] = [];
  const add = (day: number, user: string, resource: string) => {
    const access = accessAt(24 * day + 8 + random.integerBelow(10), `corp\\${user}`, resource);
    (day < trainingDays ? training : test).push(access);
  };
  for (let day = 0; day < trainingDays + testDays; day++) {
    teams.forEach((team, number) => {
      if (day % 7 >= 5) return;
      const server = serverOf(number);
      for (let person = 0; person < 8; person++) {
        for (let use = 0; use < 4; use++) add(day, `${team}${person}`, `${server}\\${team}-${(person + use * 3) % 10}`);
        if (person < 3) add(day, `${team}${person}`, `${server}\\public`);
        if (person === 0) add(day, `${team}${person}`, `${server}\\${teams[number ^ 1]}-0`);
      }
    });
    if (day % 7 < 5) for (const server of ['fs-paris', 'fs-berlin']) add(day, 'root', `${server}\\c$`);
    for (let share = 0; share < 10; share++) add(day, 'svc-backup', `fs-paris\\red-${share}`);
  }
  return { training, test };
}

/** Teams 0 and 1 are in Paris, 2 and 3 in Berlin. */
function serverOf(team: number): string {
  return team < 2 ? 'fs-paris' : 'fs-berlin';
}

/** The team of a person or a share: `red` of `corp\red3` and of `fs-paris\red-3`. */
export function teamOf(name: string): string | undefined {
  return /\\(red|green|blue|grey)/.exec(name)?.[1];
}
