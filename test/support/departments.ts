import { Random } from '../../tools/sample/random';

const millisecondsPerDay = 86_400_000;

/** That somebody opens a share of a file server. */
export interface Opening {
  readonly time: number;
  readonly user: string;
  readonly server: string;
  readonly share: string;
}

export interface DepartmentsOptions {
  /** Start of the first day, milliseconds since 1970. */
  readonly from: number;
  readonly days: number;
  readonly departments?: number;
  /** On so many last days everybody opens anything, as if rows had got mixed up. */
  readonly mixedUpDays?: number;
}

const people = 10;
const shares = 10;

/**
 * What the people of some departments open: of their department's ten shares a few from the first day on, and now and then
 * another for the first time.
 */
export function departments({ from, days, departments = 6, mixedUpDays = 0 }: DepartmentsOptions): Opening[] {
  const random = new Random('departments');
  const openings: Opening[] = [];
  for (let day = 0; day < days; day++) {
    for (let person = 0; person < departments * people; person++) {
      const own = person % departments;
      // Shares come one by one, each person's in an order of their own.
      const known = Math.min(shares, 4 + Math.floor((day * 5 + person) / 12));
      for (let i = 0; i < 3; i++) {
        const isMixedUp = day >= days - mixedUpDays;
        const department = isMixedUp ? random.below(departments) : own;
        const share = isMixedUp ? random.below(shares) : (person + 3 * random.below(known)) % shares;
        const time = from + day * millisecondsPerDay + (8 + random.below(8)) * 3_600_000 + person * 1000 + i;
        openings.push({ time, user: `u${person}`, server: `fs${department}`, share: `d${department}-s${share}` });
      }
    }
  }
  return openings;
}
