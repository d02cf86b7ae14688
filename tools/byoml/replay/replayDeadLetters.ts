import { DeadLetterFileError, FileRefusedError, FileTooLargeError } from '../../../shared/storage/deadLetterFile';
import { ReplayCounts } from './replayCounts';
import { replayFile } from './replayFile';
import type { ReplayOptions } from './replayOptions';

export interface Replay {
  readonly counts: ReplayCounts;
  /** Why it stopped before its end. */
  readonly error?: Error;
}

/**
 * Sends dead letters again, file by file, and removes from each file what got through. A letter is removed after it was
 * sent and never before, so whatever stops this in between, some letters are sent twice and none is lost. One file is
 * held in memory at a time. Never throws for what can happen to a file or a target: what is the matter with one file
 * alone is told and counted, and the next one is replayed; else it stops, and what had got through until then is removed.
 */
export async function replayDeadLetters(options: ReplayOptions): Promise<Replay> {
  const counts = new ReplayCounts();
  for (const file of options.files) {
    try {
      const error = await replayFile(file, counts, options);
      if (error !== undefined) return { counts, error };
    } catch (error) {
      if (!(error instanceof DeadLetterFileError)) throw error;
      if (error instanceof FileTooLargeError) counts.unreadFiles += 1;
      else if (error instanceof FileRefusedError) counts.refusedFiles += 1;
      else return { counts, error };
      options.onProblem?.(error.message);
    }
  }
  return { counts };
}
