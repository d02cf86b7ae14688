/** Mean and population standard deviation of each partition. */
export interface Moments {
  readonly means: Float64Array;
  readonly standardDeviations: Float64Array;
}

/**
 * Mean and population standard deviation (ddof 0) of the values of each partition, which come one by one, by Welford's
 * method: the deviation of equal values is exactly 0, whatever their mean rounds to.
 */
export class RunningMoments {
  readonly #counts: Float64Array;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;

  constructor(partitionCount: number) {
    this.#counts = new Float64Array(partitionCount);
    this.#means = new Float64Array(partitionCount);
    this.#squares = new Float64Array(partitionCount);
  }

  /** @param partition the value's, numbered from 0. */
  add(value: number, partition: number): void {
    const deviation = value - this.#means[partition]!;
    const mean = this.#means[partition]! + deviation / ++this.#counts[partition]!;
    this.#means[partition] = mean;
    this.#squares[partition]! += deviation * (value - mean);
  }

  /** Of the values so far; 0 in a partition without any. */
  moments(): Moments {
    const variances = this.#squares.map((sum, partition) => sum / (this.#counts[partition]! || 1));
    return { means: this.#means.slice(), standardDeviations: variances.map(Math.sqrt) };
  }
}

/**
 * {@link RunningMoments} of an array.
 *
 * @param partitionOf partition of each value, numbered from 0; by default all values are of one.
 */
export function moments(
  values: ArrayLike<number>,
  partitionOf: Int32Array = new Int32Array(values.length),
  partitionCount = countPartitions(partitionOf),
): Moments {
  const running = new RunningMoments(partitionCount);
  for (let i = 0; i < values.length; i++) running.add(values[i]!, partitionOf[i]!);
  return running.moments();
}

/** Number of partitions that `partitionOf` numbers from 0. */
export function countPartitions(partitionOf: Int32Array): number {
  let count = 0;
  for (const partition of partitionOf) if (partition >= count) count = partition + 1;
  return count;
}
