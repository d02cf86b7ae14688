import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Position } from '../../checkInfra/position';
import type { Problem } from '../../checkInfra/problem';

/** A file of content, and what is found wrong in it. */
export class TextFile {
  readonly text: string;
  /** As it is told to people: from the project's folder, with slashes. */
  readonly shownPath: string;
  readonly problems: Problem[] = [];

  constructor(
    readonly path: string,
    projectFolder: string,
  ) {
    this.text = readFileSync(path, 'utf8');
    this.shownPath = relative(projectFolder, path).replaceAll('\\', '/');
  }

  /** @param offset in the text, from 0 */
  position(offset: number): Position {
    const before = this.text.slice(0, offset).split('\n');
    return { file: this.shownPath, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }

  report(offset: number, message: string): void {
    this.problems.push({ at: this.position(offset), message });
  }

  /** The Azure-Sentinel repository takes no other characters, and they are where a forged name would hide. */
  checkAscii(): void {
    const offset = this.text.search(/[^\n\x20-\x7e]/);
    if (offset < 0) return;
    const code = this.text.codePointAt(offset)?.toString(16).toUpperCase().padStart(4, '0');
    this.report(offset, `U+${code} is no printable ASCII character: spell it otherwise.`);
  }
}
