import { type DeadLetterFile, DeadLetterFileError, FileTooLargeError } from '../../../shared/storage/deadLetterFile';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import { ReplayCounts } from './replayCounts';
import { replayFile } from './replayFile';
import type { Send } from './target';

export interface ReplayOptions {
  /** In the order in which they are replayed. */
  readonly files: readonly DeadLetterFile[];
  /** Undefined to count only: nothing is sent and nothing removed. */
  readonly send: Send | undefined;
  /** Whether a letter is to be sent; the others are kept and counted. */
  readonly isWanted: (letter: DeadLetter) => boolean;
  /** Told of each line and file that stays for a reason of its own, by name. */
  readonly onProblem?: (problem: string) => void;
  /** Told after each group of letters. */
  readonly onProgress?: (counts: ReplayCounts) => void;
}

export interface Replay {
  readonly counts: ReplayCounts;
  /** Why it stopped before its end. */
  readonly error?: Error;
}

/**
 * Sends dead letters again, file by file, and removes from each file what got through. A letter is removed after it was
 * sent and never before, so whatever stops this in between, some letters are sent twice and none is lost. One file is
 * held in memory at a time. Never throws for what can happen to a file or a target: it stops, and what had got through
 * until then is removed.
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<Replay> {
  const counts = new ReplayCounts();
  for (const file of options.files) {
    try {
      const error = await replayFile(file, counts, options);
      if (error !== undefined) return { counts, error };
    } catch (error) {
      if (!(error instanceof DeadLetterFileError)) throw error;
      if (!(error instanceof FileTooLargeError)) return { counts, error };
      counts.unreadFiles += 1;
      options.onProblem?.(error.message);
    }
  }
  return { counts };
}
