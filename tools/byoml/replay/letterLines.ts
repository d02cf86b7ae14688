/** A line of a file of dead letters, without its line end; `number` is counted from 1. */
export interface LetterLine {
  readonly number: number;
  readonly bytes: Uint8Array;
}

const lineFeed = 0x0a;
const blanks: readonly number[] = [0x09, 0x0d, 0x20];

/** The lines of a file that are not blank, as views of its bytes. */
export function* letterLines(bytes: Uint8Array): Generator<LetterLine> {
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    number += 1;
    if (!line.every((byte) => blanks.includes(byte))) yield { number, bytes: line };
    start = end + 1;
  }
}
