import { trainOnOrdinaryWith } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import { AccessCounts } from '../../../shared/detectors/resourceAccess/accessCounts';
import type { AffinityScoredModel } from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { trainAffinity } from '../../../shared/detectors/resourceAccess/affinity/trainAffinity';
import type { Access } from '../../../shared/events/access';
import type { NamedTrial } from './trials';

/** The model of each trial, by default parameters; the factors they share are looked for once. */
export function trialModels(training: readonly Access[], trials: readonly NamedTrial[]): AffinityScoredModel[] {
  const counts = new AccessCounts();
  for (const access of training) counts.add(access);
  const { model, learned } = trainOnOrdinaryWith(counts.pairs(), {}, [], {}, (separated, parameters) =>
    trials.map(({ trial }) => trainAffinity(separated, parameters, 1, trial)),
  );
  return learned.map((affinity) => ({ ...model, affinity }));
}
