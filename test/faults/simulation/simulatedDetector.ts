import type { AccessGroup, DayScore } from '../../../shared/detectors/detector';
import type { ResourceAccessModel } from '../../../shared/detectors/resourceAccess/affinity/affinityModel';
import { describeCase } from '../../../shared/detectors/resourceAccess/caseFinding';
import { resourceAccessScoring } from '../../../shared/detectors/resourceAccess/scoring';

/** So many first-time accesses of a user in a day are worth a case. */
export const accessesOfCase = 2;

/** Half of the shares are such that nobody has ever opened them before. */
export function isFirstTime(resource: string): boolean {
  return /share[1357]/i.test(resource);
}

const userDays: typeof resourceAccessScoring.userDays = {
  areJudged: () => true,
  isFirstTime: (_model, { resource }) => isFirstTime(resource),
  score: (_model: ResourceAccessModel, accesses: AccessGroup): DayScore => ({
    score: accesses.length,
    pValue: 1 / accesses.length,
    steps: accesses.map((_, index) => ({ score: index, pValue: 1 / (index + 1), caseScore: index })),
  }),
  isWorthWriting: (_model, accesses) => accesses.length >= accessesOfCase,
  finding: (_model, accesses, day, context) => describeCase(accesses, day, { reasons: {}, text: '' }, context),
};

/**
 * The detector of a run: of single accesses it judges as the product does, and of users' days what is plain to see, so that
 * it is known which cases there must be. What the other is given later, a slower score say, is this one's too.
 */
export const simulatedDetector: typeof resourceAccessScoring = Object.assign(Object.create(resourceAccessScoring), {
  userDays,
});
