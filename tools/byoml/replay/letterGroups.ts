import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import type { LetterLine } from './letterLines';

/** A letter, and the line it was read from. */
export interface ReadLetter {
  readonly letter: DeadLetter;
  readonly line: LetterLine;
}

/** Most letters of a group, and most bytes of their bodies unless one alone has more. */
const maxLetters = 64;
const maxBytes = 4 * 1024 * 1024;

/** Letters in groups that are sent at a time, in their order. */
export function* letterGroups(letters: Iterable<ReadLetter>): Generator<ReadLetter[]> {
  let group: ReadLetter[] = [];
  let bytes = 0;
  for (const read of letters) {
    const size = read.letter.body.length;
    if (group.length === maxLetters || (group.length > 0 && bytes + size > maxBytes)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(read);
    bytes += size;
  }
  if (group.length > 0) yield group;
}
