import type { DayJournal, JournalCall, JournalWriting } from './dayJournal';
import { FirstAccesses } from './firstAccesses';
import { utcDay } from './journalLayout';
import type { JournalEntry } from './journalLine';

/** How much is remembered of a day: 25 MB at most. What is beyond it is told as often as it comes. */
const limits = { ofUser: 10_000, ofAll: 50_000 };
/** More are not remembered: rows come within a day or two. */
const rememberedDays = 3;

/**
 * A journal that is told nothing twice by this instance: a user may go on opening a new resource all day, and a batch whose
 * findings cannot be delivered comes again for as long as the outage lasts.
 */
export class ToldJournal implements Pick<DayJournal, 'append'> {
  readonly #journal: Pick<DayJournal, 'append'>;
  readonly #told = new Map<string, FirstAccesses>();

  constructor(journal: Pick<DayJournal, 'append'>) {
    this.#journal = journal;
  }

  /** As {@link DayJournal.append}, of what has not been told before. @throws JournalError */
  async append(entries: readonly JournalEntry[], now: Date, call?: JournalCall): Promise<JournalWriting> {
    const news = entries.filter((entry) => this.#told.get(dayOf(entry))?.holds(entry) !== true);
    if (news.length === 0) return { appended: 0, outside: 0 };
    const writing = await this.#journal.append(news, now, call);
    if (writing.outside === 0) for (const entry of news) this.#remember(entry);
    return writing;
  }

  #remember(entry: JournalEntry): void {
    const day = dayOf(entry);
    const told = this.#told.get(day) ?? new FirstAccesses(limits);
    told.add(entry);
    this.#told.set(day, told);
    if (this.#told.size > rememberedDays) this.#told.delete([...this.#told.keys()].sort()[0]!);
  }
}

function dayOf({ time }: JournalEntry): string {
  return utcDay(time);
}
