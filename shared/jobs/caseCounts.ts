/** What became of users' days in one invocation. */
export interface CaseCounts {
  /** Accesses that were new in the journal. */
  entries: number;
  /** Users' days that have changed, and wait to be judged. */
  userDays: number;
  /** Those judged: all but what there was no time for, and what the model has learnt meanwhile. */
  scored: number;
  /** Cases delivered. */
  written: number;
  /** Users' days left for the next invocation: there was no time, or their case could not be delivered. */
  waiting: number;
  /** Cases that the Logs Ingestion API refused; they are among those that wait. */
  refused: number;
  /** Lines of the journal that are no entries. */
  damagedLines: number;
  /** Accesses left out because there are too many, see `caseLimits`. */
  beyondLimit: number;
}

export function emptyCaseCounts(): CaseCounts {
  return { entries: 0, userDays: 0, scored: 0, written: 0, waiting: 0, refused: 0, damagedLines: 0, beyondLimit: 0 };
}
