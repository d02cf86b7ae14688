import { murmurHash3 } from '../../../shared/numerics/murmurHash3';
import { hashSeed, XorShiftRandom } from '../../../shared/numerics/xorShiftRandom';

describe('XorShiftRandom', () => {
  it('hashes the seed as Spark does', () => {
    // Before version 3 Spark hashed 56 more zero bytes; apache/spark pull request 20793 quotes this value of it.
    const bytes = new Uint8Array(64);
    bytes[7] = 100;
    const low = murmurHash3(bytes, 0x3c074a61);
    const high = murmurHash3(bytes, low);
    expect((BigInt(high) << 32n) | BigInt(low >>> 0)).toBe(852394178374189935n);
    expect(hashSeed(100n)).not.toBe(852394178374189935n);
  });

  it('follows the reference recurrence in 64-bit arithmetic', () => {
    let state = BigInt.asUintN(64, hashSeed(-7n));
    const next = () => {
      state ^= BigInt.asUintN(64, state << 21n);
      state ^= state >> 35n;
      state ^= BigInt.asUintN(64, state << 4n);
      return BigInt.asIntN(32, state);
    };
    const random = new XorShiftRandom(-7n);
    for (let draw = 0; draw < 100; draw++) {
      expect(random.nextLong()).toBe(BigInt.asIntN(64, (next() << 32n) + next()));
    }
  });

  it('draws uniform and normal numbers', () => {
    const random = new XorShiftRandom(1n);
    const uniform = Array.from({ length: 20_000 }, () => random.nextDouble());
    const normal = Array.from({ length: 20_000 }, () => random.nextGaussian());
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 1);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
  });
});
