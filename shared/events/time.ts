const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

/** The last moment with a year of four digits; `toISOString` writes later ones in another form. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Milliseconds since 1970 of an ISO 8601 time, as Log Analytics writes it (`2026-11-20T08:13:52.1234567Z`: seven
 * decimals, of which three are kept). Without a zone it is UTC, as all of Log Analytics' times are. `undefined` for
 * anything else: other formats, times before 1970 or, by their zone, after 9999, and days no calendar has
 * (`Date.parse` would read 30 February as 2 March).
 */
export function parseTime(text: string): number | undefined {
  const time = timeOnKnownDay(text);
  return Number.isNaN(time) ? parseAnyTime(text) : time;
}

function parseAnyTime(text: string): number | undefined {
  const match = isoTime.exec(text.trim());
  if (!match) return undefined;
  const [iso, year, month, day, , zone] = match;
  if (Number(day) < 1 || Number(day) > daysInMonth(Number(year), Number(month))) return undefined;
  const time = Date.parse(zone === undefined ? `${iso}Z` : iso);
  if (time < 0 || time > lastMoment) return undefined;
  if (zone === 'Z') {
    knownDay = {
      start: iso.slice(0, dateLength),
      midnight: Math.floor(time / millisecondsPerDay) * millisecondsPerDay,
    };
  }
  return time;
}

const dateLength = '2026-11-20T'.length;
export const millisecondsPerDay = 86_400_000;

/** The day of the time that was parsed last, which is mostly that of the next one too. */
let knownDay = { start: 'none', midnight: 0 };

/** The time of a text such as `2026-11-20T08:13:52.1234567Z`; `NaN` where it is of another day or form. */
function timeOnKnownDay(text: string): number {
  const end = text.length - 1;
  if (end < 19 || end > 29 || text[end] !== 'Z' || !text.startsWith(knownDay.start)) return Number.NaN;
  if (text[13] !== ':' || text[16] !== ':' || (end > 19 && (end === 20 || text[19] !== '.'))) return Number.NaN;
  const hours = digits(text, 11, 13);
  const minutes = digits(text, 14, 16);
  const seconds = digits(text, 17, 19);
  // Decimals after the third are not kept, but have to be digits.
  const milliseconds = digits(text, 20, Math.min(end, 23)) * (millisecondsOfLast[end] ?? 1) + 0 * digits(text, 23, end);
  const isTime = hours < 24 && minutes < 60 && seconds < 60;
  return isTime ? knownDay.midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds : Number.NaN;
}

/** What the last of one or two decimals is worth, by the place of the `Z` behind it. */
const millisecondsOfLast: Readonly<Record<number, number>> = { 21: 100, 22: 10 };

/** The number that digits make; 0 where there are none, and `NaN` where another character is among them. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

/** Days in a month, January being 1; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
}
