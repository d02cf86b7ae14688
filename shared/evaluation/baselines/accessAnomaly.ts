import { trainAccessAnomaly } from '../../detectors/resourceAccess/accessAnomaly';
import { AccessCounts } from '../../detectors/resourceAccess/accessCounts';
import { score, toOriginalScore } from '../../detectors/resourceAccess/model';
import type { Access } from '../../events/access';
import type { CandidateScorer } from '../candidate';

/**
 * The original: SynapseML's AccessAnomaly with its default parameters, on likelihoods as the BYO-ML notebook makes them.
 * It scores disconnected accesses +Infinity and has no score for unknown users and resources, as the original does.
 * Resources are named as the accesses name them.
 */
export const accessAnomaly: CandidateScorer = original('accessAnomaly', ({ resource }) => resource);

/** The original in the way the notebook uses it: the resource is `ShareName` alone, as the row spells it. */
export const accessAnomalyByShare: CandidateScorer = original('accessAnomalyByShare', ({ shareName }) => shareName);

function original(name: string, resourceOf: (access: Access) => string): CandidateScorer {
  return {
    name,
    fit(training) {
      const counts = new AccessCounts();
      for (const access of training) counts.add({ ...access, resource: resourceOf(access) });
      const model = trainAccessAnomaly(counts.pairs());
      return {
        score: (access) => toOriginalScore(score(model, access.tenant, access.user, resourceOf(access))),
      };
    },
  };
}
