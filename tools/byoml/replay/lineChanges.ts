import { createHash } from 'node:crypto';
import { letterLines } from './letterLines';

const lineEnd = Buffer.from('\n');

/**
 * What is to become of some lines of a file. Lines are told by what they say and not by where they stand, so the same
 * changes can be made to a file that somebody else has changed meanwhile; a line that is not mentioned stays.
 */
export class LineChanges {
  readonly #changes = new Map<string, (Uint8Array | undefined)[]>();

  /** @param replacement with its line end; undefined to remove the line, once if it is there several times */
  add(line: Uint8Array, replacement?: Uint8Array): void {
    const key = digest(line);
    const changes = this.#changes.get(key);
    if (changes === undefined) this.#changes.set(key, [replacement]);
    else changes.push(replacement);
  }

  /** @returns undefined where none of the lines is there */
  applyTo(content: Uint8Array): Uint8Array | undefined {
    const open = new Map([...this.#changes].map(([key, changes]) => [key, changes.values()]));
    const rest: Uint8Array[] = [];
    let applied = 0;
    for (const { bytes } of letterLines(content)) {
      const change = open.get(digest(bytes))?.next();
      if (change === undefined || change.done) {
        rest.push(bytes, lineEnd);
        continue;
      }
      applied += 1;
      if (change.value !== undefined) rest.push(change.value);
    }
    return applied === 0 ? undefined : Buffer.concat(rest);
  }
}

function digest(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('base64');
}
