import { type Cipheriv, createCipheriv, createHash } from 'node:crypto';

const blockBytes = 65_536;

/** A seeded source of choices, the key stream of AES-256 in counter mode: the same seed gives the same choices. */
export class Random {
  readonly #cipher: Cipheriv;
  #block = Buffer.alloc(0);

  constructor(seed: string) {
    this.#cipher = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
  }

  /** `count` bytes, at most 65,536. */
  bytes(count: number): Buffer {
    if (this.#block.length < count) this.#block = this.#cipher.update(Buffer.alloc(blockBytes));
    const bytes = this.#block.subarray(0, count);
    this.#block = this.#block.subarray(count);
    return bytes;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.bytes(4).readUInt32LE() / 2 ** 32;
  }

  /** Uniform whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** One of the items, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** The items in random order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const bytes = Buffer.from(this.bytes(16));
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
