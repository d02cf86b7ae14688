import { millisecondsPerDay } from '../../../shared/events/time';
import { LocalRunError } from '../localRunError';

/** The values each field of an expression allows, ascending. */
export interface Schedule {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 0 (Sunday) to 6. */
  readonly weekdays: readonly number[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Days to look ahead: a given weekday falls on 29 February after 40 years at the latest, around a year such as 2100. */
const horizon = 40 * 366;

/**
 * Reads an NCRONTAB expression of six fields, `{second} {minute} {hour} {day} {month} {day of week}`: `*`, values,
 * ranges `a-b`, steps `/n`, lists by commas, English names of three letters for months and weekdays.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 * @throws LocalRunError for anything else, an interval such as `00:30:00` included
 */
export function parseNcrontab(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 6) {
    throw new LocalRunError(
      `Schedule '${expression}' must have six fields: {second} {minute} {hour} {day} {month} {day of week}.`,
    );
  }
  const field = (index: number, from: number, to: number, names: readonly string[] = []) =>
    allowedValues(fields[index]!, from, to, names, expression);
  return {
    seconds: field(0, 0, 59),
    minutes: field(1, 0, 59),
    hours: field(2, 0, 23),
    days: field(3, 1, 31),
    months: field(4, 1, 12, months),
    weekdays: field(5, 0, 6, weekdays),
  };
}

/** The first occurrence after `after`, in UTC. Day and day of week must both match. Undefined where there is none. */
export function nextOccurrence(schedule: Schedule, after: Date): Date | undefined {
  const earliest = Math.floor(after.getTime() / 1000) * 1000 + 1000;
  const midnight = Math.floor(earliest / millisecondsPerDay) * millisecondsPerDay;
  for (let day = midnight; day <= midnight + horizon * millisecondsPerDay; day += millisecondsPerDay) {
    const date = new Date(day);
    const matches =
      schedule.days.includes(date.getUTCDate()) &&
      schedule.months.includes(date.getUTCMonth() + 1) &&
      schedule.weekdays.includes(date.getUTCDay());
    const time = matches ? firstTime(schedule, earliest - day) : undefined;
    if (time !== undefined) {
      return new Date(day + time);
    }
  }
  return undefined;
}

/** Milliseconds into the day of the first time of day that is not before `earliest`. */
function firstTime({ seconds, minutes, hours }: Schedule, earliest: number): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      for (const second of seconds) {
        const time = ((hour * 60 + minute) * 60 + second) * 1000;
        if (time >= earliest) {
          return time;
        }
      }
    }
  }
  return undefined;
}

function allowedValues(
  field: string,
  from: number,
  to: number,
  names: readonly string[],
  expression: string,
): number[] {
  const allowed = new Set<number>();
  for (const part of field.split(',')) {
    const [, first = '', last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    const start = first === '*' ? from : numberOf(first, from, names);
    const openEnded = first === '*' || step !== undefined;
    const end = last !== undefined ? numberOf(last, from, names) : openEnded ? to : start;
    const by = Number(step ?? 1);
    if (!(start >= from && start <= end && end <= to && by >= 1)) {
      throw new LocalRunError(`Schedule '${expression}': '${part}' is not within ${from} to ${to}.`);
    }
    for (let value = start; value <= end; value += by) {
      allowed.add(value);
    }
  }
  return [...allowed].sort((left, right) => left - right);
}

/** A number or a name, the first of which stands for `from`; NaN for anything else. */
function numberOf(text: string, from: number, names: readonly string[]): number {
  const index = names.indexOf(text.toLowerCase());
  return index >= 0 ? from + index : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
