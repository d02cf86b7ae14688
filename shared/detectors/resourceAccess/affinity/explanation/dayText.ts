import type { AccessGroup, DayScore } from '../../../detector';
import { rarityInBrackets } from './rarityText';
import { shortName } from './shortName';

/** How many legitimate days and accesses there were to compare with; infinity where they are very many. */
export interface ComparedWith {
  readonly days: number;
  readonly accesses: number;
}

/** A sentence about what a user opened for the first time in a UTC day. */
export function dayText(
  accesses: AccessGroup,
  day: DayScore,
  expectedRate: number,
  strangest: number,
  comparedWith: ComparedWith,
): string {
  const [{ user, time }] = accesses;
  const what = accesses.length === 1 ? '1 resource' : `${accesses.length} resources`;
  const date = new Date(time).toISOString().slice(0, 10);
  const { pValue } = day.steps[strangest]!;
  return (
    `${shortName(user)} opened ${what} for the first time on ${date}, where ${rateText(expectedRate)} usual` +
    `${rarityInBrackets(day.pValue, "legitimate users' days with a first-time access", comparedWith.days)}; ` +
    `the strangest is ${shortName(accesses[strangest]!.resource)}` +
    `${rarityInBrackets(pValue, 'legitimate first-time accesses', comparedWith.accesses)}.`
  );
}

function rateText(rate: number): string {
  if (rate < 0.05) return 'fewer than 0.1 are';
  const rounded = rate < 9.95 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en');
  return `${rounded} ${rounded === '1.0' ? 'is' : 'are'}`;
}
