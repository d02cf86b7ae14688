import type { DeadLetter } from '../../../shared/storage/deadLetterLine';

/** What became of one letter. */
export type Outcome =
  /** It need not be kept any longer. */
  | { readonly kind: 'through' }
  /** It was read and refused: it is kept, with what was wrong now. */
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: string }
  /** It was not even tried, because this target takes no such letter: it is kept as it is. */
  | { readonly kind: 'unsendable'; readonly reason: string; readonly detail: string }
  /** The target could not be reached, or did not say: it is kept as it is, and no further one is tried. */
  | { readonly kind: 'failed'; readonly error: Error };

/** Sends letters somewhere and tells what became of each, in their order. Never throws. */
export type Send = (letters: readonly DeadLetter[]) => Promise<Outcome[]>;

/** Where letters are sent to; it holds connections until it is closed. */
export interface Target {
  readonly send: Send;
  close(): Promise<void>;
}
