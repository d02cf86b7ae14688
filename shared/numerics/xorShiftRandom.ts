import { murmurHash3 } from './murmurHash3';

/** Seed Scala's MurmurHash3 starts from when it hashes an array (`MurmurHash3.arraySeed`). */
const arraySeed = 0x3c074a61;

/**
 * Spark's random source, draw for draw: `org.apache.spark.util.random.XORShiftRandom` (Spark 3 and later) under the
 * methods it inherits from `java.util.Random`.
 */
export class XorShiftRandom {
  #high: number;
  #low: number;
  #spareGaussian: number | undefined;

  /** @param seed any integer; taken modulo 2^64, as a Java `long`. */
  constructor(seed: bigint) {
    const state = hashSeed(seed);
    this.#high = Number(state >> 32n) | 0;
    this.#low = Number(state & 0xffffffffn) | 0;
  }

  /** Uniform 64-bit integer, signed. */
  nextLong(): bigint {
    const high = BigInt(this.#next() | 0);
    return BigInt.asIntN(64, (high << 32n) + BigInt(this.#next() | 0));
  }

  /** Uniform in [0, 1), 53 random bits. */
  nextDouble(): number {
    const high = this.#next() & 0x3ffffff;
    return (high * 2 ** 27 + (this.#next() & 0x7ffffff)) * 2 ** -53;
  }

  /** Standard normal, by Marsaglia's polar method: every second draw is the spare of the one before. */
  nextGaussian(): number {
    const spare = this.#spareGaussian;
    if (spare !== undefined) {
      this.#spareGaussian = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.nextDouble() - 1;
      const y = 2 * this.nextDouble() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        this.#spareGaussian = y * scale;
        return x * scale;
      }
    }
  }

  /** Advances the 64-bit state by the shifts 21, 35, 4 and returns its low 32 bits. */
  #next(): number {
    let high = this.#high ^ ((this.#high << 21) | (this.#low >>> 11));
    let low = this.#low ^ (this.#low << 21);
    low ^= high >>> 3;
    high ^= (high << 4) | (low >>> 28);
    low ^= low << 4;
    this.#high = high;
    this.#low = low;
    return low;
  }
}

/** `XORShiftRandom.hashSeed` of Spark 3: both halves are MurmurHash3 of the seed's eight big-endian bytes. */
export function hashSeed(seed: bigint): bigint {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, seed));
  const low = murmurHash3(bytes, arraySeed);
  const high = murmurHash3(bytes, low);
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}
