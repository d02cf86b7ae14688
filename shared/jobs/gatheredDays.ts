import { millisecondsPerDay } from '../events/time';
import type { DayJournal } from '../storage/dayJournal';
import { utcDay } from '../storage/journalLayout';
import type { CaseCounts } from './caseCounts';
import { caseLimits } from './caseLimits';
import { GatheredDay } from './gatheredDay';

/**
 * The days whose cases may still change. They live in memory alone: an instance that has lost them reads the journal from
 * its start, and makes the same cases under the same keys.
 */
export class GatheredDays {
  readonly #days = new Map<string, GatheredDay>();

  /**
   * Reads what is new in the journal, and deletes its days that are past.
   *
   * @param days how many UTC days count, today among them
   * @throws JournalError: what had been read by then counts, and the rest is read the next time
   */
  async read(journal: DayJournal, days: number, now: Date, counts: CaseCounts): Promise<void> {
    const call = { abortSignal: AbortSignal.timeout(caseLimits.reading) };
    const earliest = utcDay(now.getTime() - (days - 1) * millisecondsPerDay);
    const told = await journal.days(call);
    if (told.some((day) => day < earliest)) await journal.deleteBefore(earliest, call);
    for (const day of this.#days.keys()) if (day < earliest) this.#days.delete(day);
    for (const day of told) if (day >= earliest) await this.#read(journal, day, call, counts);
  }

  /** By day, `2026-11-28`. */
  entries(): Iterable<readonly [string, GatheredDay]> {
    return this.#days.entries();
  }

  async #read(journal: DayJournal, day: string, call: { abortSignal: AbortSignal }, counts: CaseCounts): Promise<void> {
    const gathered = this.#days.get(day) ?? new GatheredDay();
    const reading = await journal.read(day, gathered.position, call);
    this.#days.set(day, gathered);
    counts.entries += reading.entries.length;
    counts.beyondLimit += gathered.add(reading);
    for (const lines of Object.values(reading.damaged)) counts.damagedLines += lines;
  }
}
