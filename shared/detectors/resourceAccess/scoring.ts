import type { Access } from '../../events/access';
import { fileShareReader } from '../../events/fileShareAccess';
import type { DescribedModel, Detector, Explanation, Score, WritingRule } from '../detector';
import { isModelDescription } from '../modelDescription';
import {
  isAffinityScored,
  isDayWithinBudget,
  isFirstTime,
  isWithinBudget,
  scoreByAffinity,
  scoreUserDay,
} from './affinity/affinityAccess';
import type { ResourceAccessModel } from './affinity/affinityModel';
import { explainAffinity, explainUserDay } from './affinity/explanation';
import { describeCase } from './caseFinding';
import { type ResultRow, resultColumns, resultTable } from './columns';
import { describeFinding } from './finding';
import { score } from './model';
import { decodeModel, ModelFileError } from './modelFile';
import type { Pair } from './trainingSet';

const detectorName = 'resourceAccess';

/** The half of the detector that scores: all that a scorer needs to load. */
export const resourceAccessScoring = {
  name: detectorName,
  table: resultTable,
  columns: resultColumns,
  reader: fileShareReader,
  decode(bytes: Uint8Array, name: string): DescribedModel<ResourceAccessModel> {
    const { model, description } = decodeModel(bytes, name);
    if (!isModelDescription(description, detectorName)) {
      throw new ModelFileError(name, `has a description that is not one of a ${detectorName} model`);
    }
    return { model, description };
  },
  score(model: ResourceAccessModel | undefined, access: Pair): Score {
    if (model === undefined) return { score: null, reason: 'noModel' };
    if (isAffinityScored(model)) return scoreByAffinity(model, access);
    return score(model, access.tenant, access.user, access.resource);
  },
  isWorthWriting(
    model: ResourceAccessModel | undefined,
    { tenant }: Pick<Access, 'tenant'>,
    scored: Score,
    rule: WritingRule,
  ): boolean {
    if (model !== undefined && isAffinityScored(model)) return isWithinBudget(model, tenant, scored, rule);
    return scored.score === null || scored.score > rule.minimumScore;
  },
  explain(model: ResourceAccessModel | undefined, access: Pair, scored: Score): Explanation {
    if (model !== undefined && isAffinityScored(model)) return explainAffinity(model, access, scored);
    return { reasons: {}, text: '' };
  },
  finding: describeFinding,
  userDays: {
    areJudged: (model) => isAffinityScored(model) && model.affinity.isTimed,
    isFirstTime: (model, access) => isAffinityScored(model) && isFirstTime(model, access),
    score: (model, accesses) => scoreUserDay(affinityScored(model), accesses),
    isWorthWriting: (model, accesses, day, rule) => isDayWithinBudget(affinityScored(model), accesses, day, rule),
    finding: (model, accesses, day, context) =>
      describeCase(accesses, day, explainUserDay(affinityScored(model), accesses, day), context),
  },
} satisfies Partial<Detector<never, never, ResourceAccessModel, ResultRow>>;

function affinityScored(model: ResourceAccessModel) {
  if (isAffinityScored(model)) return model;
  throw new RangeError("this model has no affinities, and judges no users' days");
}
