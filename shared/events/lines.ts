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
 *
 * Hands out the lines that end in a chunk at once, to be taken before the next chunk is asked for: waiting for each of
 * them would cost more than reading it.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Iterable<Line>> {
  const line = new LineBuffer(limit);
  for await (const chunk of chunks) yield linesIn(chunk, line);
  if (line.length > 0) yield [line.take(false)];
}

function* linesIn(chunk: Uint8Array, line: LineBuffer): Generator<Line> {
  let start = 0;
  for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
    line.add(chunk.subarray(start, end));
    yield line.take(true);
    start = end + 1;
  }
  line.add(chunk.subarray(start));
}

/** The parts of the current line; forgotten as soon as they are more than the limit. */
class LineBuffer {
  length = 0;
  #number = 0;
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

  /** The line as it is by now; the next one starts empty. */
  take(ended: boolean): Line {
    const bytes = this.length > this.#limit ? undefined : this.#bytes();
    this.length = 0;
    this.#parts = [];
    return { number: ++this.#number, bytes, ended };
  }

  #bytes(): Uint8Array {
    const [first] = this.#parts;
    const bytes = this.#parts.length === 1 && first ? first : Buffer.concat(this.#parts);
    return bytes[bytes.length - 1] === carriageReturn ? bytes.subarray(0, -1) : bytes;
  }
}
