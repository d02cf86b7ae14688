import type { DescribedModel, Detector } from '../detector';
import type { TrainingOptions } from './accessAnomaly';
import { AccessCounts, type TimedPair } from './accessCounts';
import type { ResourceAccessModel } from './affinity/affinityModel';
import { checkModel } from './checkModel';
import type { ResultRow } from './columns';
import { evaluateTraining } from './evaluation';
import { encodeModel } from './modelFile';
import type { GivenParameters } from './parameters';
import { resourceAccessScoring } from './scoring';
import type { Pair, TrainingPair } from './trainingSet';
import { trainResourceAccess } from './trainResourceAccess';
import { obstacleToStart } from './warmStart';

/** What this detector learns from: accesses counted, or pairs that somebody else has counted. */
export interface TrainingData {
  readonly total: number;
  readonly window: { readonly from: string; readonly to: string } | null;
  pairs(): Iterable<TrainingPair>;
  /** The same pairs with the times of their first accesses; left out where accesses carry no time. */
  timedPairs?(): Iterable<TimedPair>;
}

/** Anomalous resource access: collaborative filtering of who uses which share. */
export const resourceAccess = {
  ...resourceAccessScoring,
  partFormat: 1,
  remember: () => new AccessCounts(),
  /** @param history pairs known to be legitimate, and scored as known pairs are. */
  train: (
    data: TrainingData,
    parameters: GivenParameters,
    history?: Iterable<Pair>,
    options?: TrainingOptions,
  ): ResourceAccessModel => trainResourceAccess(data.pairs(), parameters, history, options),
  obstacleToStart,
  check: (model: ResourceAccessModel, data: TrainingData) => checkModel(model, data.pairs()),
  evaluate: (data: TrainingData, parameters: GivenParameters, options?: Pick<TrainingOptions, 'threads'>) =>
    evaluateTraining(data, parameters, options?.threads),
  encode: ({ model, description }: DescribedModel<ResourceAccessModel>): Uint8Array =>
    encodeModel(model, { ...description }),
} satisfies Detector<TrainingData, GivenParameters, ResourceAccessModel, ResultRow>;
