import { fileShareReader } from '../../events/fileShareAccess';
import type { DescribedModel, Detector, Score } from '../detector';
import { isModelDescription } from '../modelDescription';
import { type ResultRow, resultColumns, resultTable } from './columns';
import { describeFinding } from './finding';
import { type AccessAnomalyModel, score } from './model';
import { decodeModel, ModelFileError } from './modelFile';
import type { Pair } from './trainingSet';

const detectorName = 'resourceAccess';

/** The half of the detector that scores: all that a scorer needs to load. */
export const resourceAccessScoring = {
  name: detectorName,
  table: resultTable,
  columns: resultColumns,
  reader: fileShareReader,
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
} satisfies Partial<Detector<never, never, AccessAnomalyModel, ResultRow>>;
