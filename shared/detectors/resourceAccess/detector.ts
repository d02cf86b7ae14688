import { fileShareReader } from '../../events/fileShareAccess';
import type { DescribedModel, Detector, Score } from '../detector';
import { isModelDescription } from '../modelDescription';
import { trainOnOrdinary } from './accessAnomaly';
import { AccessCounts } from './accessCounts';
import { checkModel } from './checkModel';
import { type ResultRow, resultColumns, resultTable } from './columns';
import { describeFinding } from './finding';
import { type AccessAnomalyModel, score } from './model';
import { decodeModel, encodeModel, ModelFileError } from './modelFile';
import type { GivenParameters } from './parameters';
import type { Pair, TrainingPair } from './trainingSet';

/** What this detector learns from: accesses counted, or pairs that somebody else has counted. */
export interface TrainingData {
  readonly total: number;
  readonly window: { readonly from: string; readonly to: string } | null;
  pairs(): Iterable<TrainingPair>;
}

const detectorName = 'resourceAccess';

/** Anomalous resource access: collaborative filtering of who uses which share. */
export const resourceAccess = {
  name: detectorName,
  table: resultTable,
  columns: resultColumns,
  reader: fileShareReader,
  remember: () => new AccessCounts(),
  /** @param history pairs known to be legitimate; their score is 0. */
  train: (data: TrainingData, parameters: GivenParameters, history?: Iterable<Pair>): AccessAnomalyModel =>
    trainOnOrdinary(data.pairs(), parameters, history),
  check: (model: AccessAnomalyModel, data: TrainingData) => checkModel(model, data.pairs()),
  encode: ({ model, description }: DescribedModel<AccessAnomalyModel>): Uint8Array =>
    encodeModel(model, { ...description }),
  decode(bytes: Uint8Array, name: string): DescribedModel<AccessAnomalyModel> {
    const { model, description } = decodeModel(bytes, name);
    if (!isModelDescription(description, detectorName)) {
      throw new ModelFileError(name, `has a description that is not one of a ${detectorName} model`);
    }
    return { model, description };
  },
  score: (model: AccessAnomalyModel | undefined, { tenant, user, resource }: Pair): Score =>
    model === undefined ? { score: null, reason: 'noModel' } : score(model, tenant, user, resource),
  finding: describeFinding,
} satisfies Detector<TrainingData, GivenParameters, AccessAnomalyModel, ResultRow>;
