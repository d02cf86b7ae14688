import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, TenantName } from './outcome';

interface Names {
  readonly users: readonly TenantName[];
  readonly resources: readonly TenantName[];
}

/**
 * Reads what `train_access_anomaly.py` wrote: names, the model's vectors of length rank + 2, and scores. The factors are
 * unfolded from the vectors: a user's is -1/deviation * [x, -mean, 1], a resource's [y, 1, 0]. They were float32, so
 * that rounding to it gives them back to the last bit.
 */
export function readSparkOutcome(folder: string, rank: number): Outcome {
  const { users, resources }: Names = JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8'));
  const vectors = readDoubles(join(folder, 'vectors.f64'));
  const width = rank + 2;
  if (vectors.length !== (users.length + resources.length) * width) {
    throw new RangeError(
      `${folder}: there are ${vectors.length} numbers, not ${width} for each of ${users.length} users and ${resources.length} resources`,
    );
  }
  const unfold = (from: number, count: number) => {
    const factors = new Float32Array(count * rank);
    for (let row = 0; row < count; row++) {
      const vector = vectors.subarray((from + row) * width, (from + row + 1) * width);
      // The coefficient of a user, and the 1 of a resource.
      const divisor = from === 0 ? vector[rank + 1]! : vector[rank]!;
      for (let i = 0; i < rank; i++) factors[row * rank + i] = vector[i]! / divisor;
    }
    return factors;
  };
  return {
    users,
    resources,
    rank,
    factors: { users: unfold(0, users.length), items: unfold(users.length, resources.length) },
    scores: readScores(folder),
  };
}

/** Spark's scores of a case's pairs, in their order; NaN for null. */
export function readScores(folder: string): Float64Array {
  return readDoubles(join(folder, 'scores.f64'));
}

function readDoubles(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
