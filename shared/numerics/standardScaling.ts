import { moments } from './moments';

/**
 * `coefficient * (x - mean) / standard deviation` within each partition; a partition of equal values becomes 0.
 * (SynapseML's StandardScalarScaler, beside {@link scaleLinearly} for parity with it: a model is standardised by its
 * own moments, without it.)
 *
 * @param partitionOf partition of each value, numbered from 0; by default all values are of one.
 */
export function scaleToStandard(
  values: Float64Array,
  coefficient = 1,
  partitionOf: Int32Array = new Int32Array(values.length),
): Float64Array {
  const { means, standardDeviations } = moments(values, partitionOf);
  return values.map((value, i) => {
    const deviation = value - means[partitionOf[i]!]!;
    const unit = standardDeviations[partitionOf[i]!]!;
    return unit === 0 ? deviation : (coefficient * deviation) / unit;
  });
}
