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
  const match = isoTime.exec(text.trim());
  if (!match) return undefined;
  const [iso, year, month, day, , zone] = match;
  if (Number(day) < 1 || Number(day) > daysInMonth(Number(year), Number(month))) return undefined;
  const time = Date.parse(zone === undefined ? `${iso}Z` : iso);
  return time >= 0 && time <= lastMoment ? time : undefined;
}

/** Days in a month, January being 1; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
}
