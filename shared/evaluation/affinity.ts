import { AccessCounts } from '../detectors/resourceAccess/accessCounts';
import { scoreByAffinity } from '../detectors/resourceAccess/affinity/affinityAccess';
import { CaseTracker } from '../detectors/resourceAccess/affinity/caseTracker';
import { trainResourceAccess } from '../detectors/resourceAccess/trainResourceAccess';
import type { CandidateScorer } from './candidate';

/** The scorer of the app, by the affinity of user and resource. */
export const affinity: CandidateScorer = {
  name: 'affinity',
  fit(training) {
    const counts = new AccessCounts();
    for (const access of training) counts.add(access);
    const model = trainResourceAccess(counts.pairs(), { scorer: 'affinity' });
    const { affinity: learned } = model;
    if (learned === undefined) return { score: () => null };
    const scored = { ...model, affinity: learned };
    const cases = new CaseTracker(scored);
    return {
      score: (access) => scoreByAffinity(scored, access).score,
      ...(learned.isTimed && { caseScore: (access) => cases.caseScore(access) }),
    };
  },
};
