import type { DeadLetterFile } from '../../../shared/storage/deadLetterFile';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import type { ReplayCounts } from './replayCounts';
import type { Send } from './target';

/** What to replay, and where to. */
export interface ReplayOptions {
  /** In the order in which they are replayed. */
  readonly files: readonly DeadLetterFile[];
  /** Undefined to count only: nothing is sent and nothing removed. */
  readonly send: Send | undefined;
  /** Whether a letter is to be sent; the others are kept and counted. */
  readonly isWanted: (letter: DeadLetter) => boolean;
  /** Told of each line and file that stays, by name: a problem that other letters may have too comes without its place. */
  readonly onProblem?: (problem: string, place?: string) => void;
  /** Told after each group of letters. */
  readonly onProgress?: (counts: ReplayCounts) => void;
}
