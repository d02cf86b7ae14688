import { AccessCounts } from '../detectors/resourceAccess/accessCounts';
import {
  type AffinityScoredModel,
  isAffinityScored,
  scoreByAffinity,
} from '../detectors/resourceAccess/affinity/affinityAccess';
import { CaseTracker } from '../detectors/resourceAccess/affinity/caseTracker';
import { trainResourceAccess } from '../detectors/resourceAccess/trainResourceAccess';
import type { Access } from '../events/access';
import type { CandidateScorer, FittedScorer } from './candidate';

/** The scorer of the app, by the affinity of user and resource. */
export const affinity: CandidateScorer = {
  name: 'affinity',
  fit: (training) => scorerOf(affinityModel(training)),
};

/** The model the app trains on accesses, by its default parameters. */
export function affinityModel(training: readonly Access[]): AffinityScoredModel {
  const counts = new AccessCounts();
  for (const access of training) counts.add(access);
  const model = trainResourceAccess(counts.pairs(), { scorer: 'affinity' });
  if (!isAffinityScored(model)) throw new TypeError('a model by affinity holds none');
  return model;
}

/** Scores by a model; cases too where it knows of days. */
export function scorerOf(model: AffinityScoredModel): FittedScorer {
  const cases = new CaseTracker(model);
  return {
    score: (access) => scoreByAffinity(model, access).score,
    ...(model.affinity.isTimed && { caseScore: (access: Access) => cases.caseScore(access) }),
  };
}
