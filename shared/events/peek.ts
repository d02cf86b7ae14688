/** The first bytes of a stream (fewer only when the stream is shorter), and the whole stream, those bytes included. */
export interface Peeked {
  readonly head: Buffer;
  readonly all: AsyncIterable<Uint8Array>;
}

/** Looks at the first `length` bytes of a stream without using them up. */
export async function peek(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Peeked> {
  const rest = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  for (let size = 0; size < length; ) {
    const next = await rest.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(parts).subarray(0, length), all: replay(parts, rest) };
}

async function* replay(parts: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* parts;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
