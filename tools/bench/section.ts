import type { Screen } from '../start/screen';
import type { Rivals } from './rivals/rivals';

/** What every section of the bench is given. */
export interface SectionContext {
  /** Small inputs and one round: shows whether results are right, not how fast they come. */
  readonly isShort: boolean;
  /** For files, removed at the end. */
  readonly folder: string;
  readonly rivals: Rivals;
  readonly screen: Screen;
}
