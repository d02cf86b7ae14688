/** Mean and population standard deviation of each partition. */
export interface Moments {
  readonly means: Float64Array;
  readonly standardDeviations: Float64Array;
}

/**
 * Mean and population standard deviation (ddof 0) of the values of each partition, by Welford's method: the deviation
 * of equal values is exactly 0, whatever their mean rounds to.
 *
 * @param partitionOf partition of each value, numbered from 0; by default all values are of one.
 */
export function moments(
  values: ArrayLike<number>,
  partitionOf: Int32Array = new Int32Array(values.length),
  partitionCount = countPartitions(partitionOf),
): Moments {
  const counts = new Float64Array(partitionCount);
  const means = new Float64Array(partitionCount);
  const squares = new Float64Array(partitionCount);
  for (let i = 0; i < values.length; i++) {
    const partition = partitionOf[i]!;
    const deviation = values[i]! - means[partition]!;
    means[partition]! += deviation / ++counts[partition]!;
    squares[partition]! += deviation * (values[i]! - means[partition]!);
  }
  return { means, standardDeviations: squares.map((sum, partition) => Math.sqrt(sum / (counts[partition]! || 1))) };
}

/** Number of partitions that `partitionOf` numbers from 0. */
export function countPartitions(partitionOf: Int32Array): number {
  return partitionOf.reduce((count, partition) => Math.max(count, partition + 1), 0);
}
