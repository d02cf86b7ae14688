/** One line of a stream, without its line break. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** `undefined` where the line is longer than allowed. */
  readonly bytes: Uint8Array | undefined;
  /** Whether a line break ended it: false only for a last line that may still be being written. */
  readonly ended: boolean;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Splits a stream of bytes at its line breaks (`\n` or `\r\n`), wherever its chunks end. Lines are bytes, so a character
 * is never cut in two. At most one line is held in memory, and of a line above `limit` bytes nothing.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  const line = new LineBuffer(limit);
  let number = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      line.add(chunk.subarray(start, end));
      yield { number: ++number, bytes: line.take(), ended: true };
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (line.length > 0) yield { number: ++number, bytes: line.take(), ended: false };
}

/** The parts of the current line; forgotten as soon as they are more than the limit. */
class LineBuffer {
  length = 0;
  #parts: Uint8Array[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.length <= this.#limit) this.#parts.push(part);
    else this.#parts = [];
  }

  /** The line's bytes, `undefined` if it was too long; the next line starts empty. */
  take(): Uint8Array | undefined {
    const parts = this.#parts;
    const tooLong = this.length > this.#limit;
    this.length = 0;
    this.#parts = [];
    if (tooLong) return undefined;
    const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
  }
}
