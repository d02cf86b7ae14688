import type { Ratings } from '../../numerics/alternatingLeastSquares';
import { sampleComplement } from '../../numerics/complementSampling';
import { MersenneTwister } from '../../numerics/mersenneTwister';
import { scaleLikelihoods } from './likelihoodScaling';
import type { AccessAnomalyParameters } from './parameters';
import { type PairTable, TrainingError } from './trainingSet';

/** Draws that fit well into memory, and into a training run of minutes. */
const mostDraws = 20_000_000;

/**
 * The ratings to factorise. Implicit feedback: the training pairs. Explicit feedback: the training pairs, and after
 * them pairs that do not occur, sampled within each tenant and rated `negativeScore`.
 *
 * @throws TrainingError if more pairs would be drawn than memory is made for.
 */
export function ratePairs(pairs: PairTable, parameters: AccessAnomalyParameters): Ratings {
  const { complementFactor, negativeScore, seed } = parameters;
  const counts = { userCount: pairs.users.values.length, itemCount: pairs.resources.values.length };
  const values = scaleLikelihoods(pairs, parameters);
  if (complementFactor === null || negativeScore === null) {
    return { ...counts, users: pairs.userOf, items: pairs.resourceOf, values };
  }
  const pairCount = pairs.userOf.length;
  if (complementFactor * pairCount > mostDraws) {
    throw new TrainingError(
      `complementFactor ${complementFactor} asks for ${complementFactor * pairCount} negatives of ${pairCount} pairs, ` +
        `and at most ${mostDraws} are drawn: set it to ${Math.floor(mostDraws / pairCount)} or less`,
    );
  }
  const columns = [pairs.userOf, pairs.resourceOf];
  const tenantOf = pairs.userOf.map((user) => pairs.users.partitionOf[user]!);
  const unseen = sampleComplement(columns, complementFactor, new MersenneTwister(seed), tenantOf);
  return {
    ...counts,
    users: concatenate(pairs.userOf, unseen.columns[0]!),
    items: concatenate(pairs.resourceOf, unseen.columns[1]!),
    values: concatenate(values, new Float32Array(unseen.partitionOf.length).fill(negativeScore)),
  };
}

function concatenate<Numbers extends Int32Array | Float32Array>(first: Numbers, second: Numbers): Numbers {
  const both = new (first.constructor as new (length: number) => Numbers)(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
