import { ActionableError } from '../errors';
import { parseTime } from '../events/time';

/** A day that is no UTC day, or a shard that cannot be part of a blob's name. */
export class JournalNameError extends ActionableError {}

const blobName = /^(\d{4}-\d\d-\d\d)\/[A-Za-z0-9]{1,32}-\d{1,9}\.jsonl$/;

/** Names of a detector's journal within its container: `resourceAccess/2026-11-28/<shard>-<number>.jsonl`. */
export const journalBlobs = {
  folder: (detector: string) => `${detector}/`,

  day: (detector: string, day: string) => `${detector}/${day}/`,

  /** @param number of the shard's blobs of that day, counted from 0: the next one begins where one is full */
  blob: (detector: string, day: string, shard: string, number: number) => `${detector}/${day}/${shard}-${number}.jsonl`,
};

/** The day of a blob of the journal, `2026-11-28`; undefined for any other blob. */
export function journalDay(detector: string, name: string): string | undefined {
  const folder = journalBlobs.folder(detector);
  return name.startsWith(folder) ? blobName.exec(name.slice(folder.length))?.[1] : undefined;
}

/** The UTC day of a time in milliseconds since 1970, `2026-11-28`. @param time of a year up to 9999 */
export function utcDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** @throws JournalNameError where the text is no day of the calendar, written `2026-11-28` */
export function checkDay(day: string): void {
  if (day.length === 10 && parseTime(`${day}T00:00:00Z`) !== undefined) return;
  throw new JournalNameError(`"${day}" is no day: write it as 2026-11-28.`);
}

/** @throws JournalNameError where the text is not 1 to 32 letters and digits */
export function checkShard(shard: string): void {
  if (/^[A-Za-z0-9]{1,32}$/.test(shard)) return;
  throw new JournalNameError(`"${shard}" cannot name a shard of the journal: use 1 to 32 letters and digits.`);
}
