import { countPartitions } from './moments';

/**
 * Maps the least value of each partition to `low` and the greatest to `high`, linearly; equal values all become the
 * middle. (SynapseML's LinearScalarScaler, in its order of operations.)
 *
 * @param values finite numbers.
 * @param partitionOf partition of each value, numbered from 0; by default all values are of one.
 */
export function scaleLinearly(
  values: Float64Array,
  low = 0,
  high = 1,
  partitionOf: Int32Array = new Int32Array(values.length),
): Float64Array {
  const partitionCount = countPartitions(partitionOf);
  const least = new Float64Array(partitionCount).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float64Array(partitionCount).fill(Number.NEGATIVE_INFINITY);
  values.forEach((value, i) => {
    const partition = partitionOf[i]!;
    least[partition] = Math.min(least[partition]!, value);
    greatest[partition] = Math.max(greatest[partition]!, value);
  });
  // A spread too small to divide by counts as none.
  const slopes = greatest.map((maximum, partition) => {
    const slope = (high - low) / (maximum - least[partition]!);
    return Number.isFinite(slope) ? slope : 0;
  });
  const intercepts = greatest.map((maximum, partition) => {
    const slope = slopes[partition]!;
    return slope === 0 ? (low + high) / 2 : high - slope * maximum;
  });
  return values.map((value, i) => slopes[partitionOf[i]!]! * value + intercepts[partitionOf[i]!]!);
}
