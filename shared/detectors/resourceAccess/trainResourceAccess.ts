import { type TrainingOptions, trainOnOrdinaryWith } from './accessAnomaly';
import type { ResourceAccessModel } from './affinity/affinityModel';
import { trainAffinity } from './affinity/trainAffinity';
import type { GivenParameters } from './parameters';
import type { Pair, TrainingPair } from './trainingSet';

/**
 * Trains the factors of AccessAnomaly on ordinary accounts, and where the scorer is theirs the affinities.
 *
 * @throws ParameterError, TrainingError as {@link trainOnOrdinary} does.
 */
export function trainResourceAccess(
  pairs: Iterable<TrainingPair>,
  parameters: GivenParameters = {},
  history: Iterable<Pair> = [],
  options: TrainingOptions = {},
): ResourceAccessModel {
  const { model, learned } = trainOnOrdinaryWith(pairs, parameters, history, options, (separated, checked) => {
    if (checked.scorer === 'accessAnomaly') return undefined;
    options.onStep?.('affinity');
    return trainAffinity(separated, checked, options.threads ?? 1);
  });
  return learned === undefined ? model : { ...model, affinity: learned };
}
