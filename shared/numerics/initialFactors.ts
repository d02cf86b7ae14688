import { XorShiftRandom } from './xorShiftRandom';

export interface InitialFactorsOptions {
  /** Number of vectors; they belong to the consecutive identifiers from `firstId` on. */
  readonly count: number;
  readonly firstId: number;
  readonly rank: number;
  /** Blocks Spark would spread the identifiers over; each has a random source of its own. */
  readonly blocks: number;
  readonly seed: number;
}

/**
 * The users' vectors Spark's ALS starts from: normal draws scaled to length 1, in float32 (`ALS.initialize`). The
 * second seed Spark draws, for the items, is of no effect, as each iteration begins by computing the items.
 *
 * @returns `count` rows of `rank` numbers.
 */
export function initialFactors({ count, firstId, rank, blocks, seed }: InitialFactorsOptions): Float32Array {
  const userSeed = new XorShiftRandom(BigInt(seed)).nextLong();
  const factors = new Float32Array(count * rank);
  const end = firstId + count;
  for (let block = 0; block < Math.min(blocks, end); block++) {
    const random = new XorShiftRandom(byteSwap64(userSeed ^ BigInt(block)));
    const idsBelow = Math.ceil(Math.max(0, firstId - block) / blocks);
    for (let id = block + idsBelow * blocks; id < end; id += blocks) {
      const factor = factors.subarray((id - firstId) * rank, (id - firstId + 1) * rank);
      for (let i = 0; i < rank; i++) factor[i] = random.nextGaussian();
      const scale = Math.fround(1 / length(factor));
      for (let i = 0; i < rank; i++) factor[i]! *= scale;
    }
  }
  return factors;
}

function length(vector: Float32Array): number {
  return Math.fround(Math.sqrt(vector.reduce((sum, component) => sum + component * component, 0)));
}

const multiplier = 0x9e3775cd9e3775cdn;

/** Scala's `scala.util.hashing.byteswap64`, on unsigned 64-bit integers. */
function byteSwap64(value: bigint): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt.asUintN(64, value * multiplier), true);
  return BigInt.asUintN(64, view.getBigUint64(0) * multiplier);
}
