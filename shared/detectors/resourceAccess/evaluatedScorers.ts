import { popularity } from '../../evaluation/baselines/popularity';
import type { CandidateScorer } from '../../evaluation/candidate';
import { type AffinityScoredModel, isAffinityScored, scoreByAffinity } from './affinity/affinityAccess';
import type { ResourceAccessModel } from './affinity/affinityModel';
import { CaseTracker } from './affinity/caseTracker';
import { score, toOriginalScore } from './model';

/** The ways a trained model scores by, and popularity, than which they ought to be better. */
export function evaluatedScorers(model: ResourceAccessModel): CandidateScorer[] {
  return [...(isAffinityScored(model) ? [affinityOf(model)] : []), factorsOf(model), popularity];
}

function affinityOf(model: AffinityScoredModel): CandidateScorer {
  return {
    name: 'affinity',
    fit() {
      const cases = new CaseTracker(model);
      return {
        score: (access) => scoreByAffinity(model, access).score,
        ...(model.affinity.isTimed && { caseScore: (access) => cases.caseScore(access) }),
      };
    },
  };
}

/** The original's scores: by the factors, which every model has. */
function factorsOf(model: ResourceAccessModel): CandidateScorer {
  return {
    name: 'accessAnomaly',
    fit: () => ({ score: ({ tenant, user, resource }) => toOriginalScore(score(model, tenant, user, resource)) }),
  };
}
