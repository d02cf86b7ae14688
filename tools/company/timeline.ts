export const millisecondsPerHour = 3_600_000;
export const millisecondsPerDay = 24 * millisecondsPerHour;

/** The days of a simulation, numbered from 0; those from `testFromDay` on are the test window. */
export interface Timeline {
  /** The first moment of day 0, milliseconds since 1970; midnight in UTC. */
  readonly start: number;
  readonly testFromDay: number;
  readonly days: number;
}

/** The first moment of a day, milliseconds since 1970. */
export function midnightOf(day: number, { start }: Timeline): number {
  return start + day * millisecondsPerDay;
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: number, timeline: Timeline): boolean {
  return new Date(midnightOf(day, timeline)).getUTCDay() % 6 === 0;
}

/** The number of the day a moment lies in. */
export function dayOf(time: number, { start }: Timeline): number {
  return Math.floor((time - start) / millisecondsPerDay);
}
