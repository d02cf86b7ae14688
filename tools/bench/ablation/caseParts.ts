import {
  type AffinityScoredModel,
  isFirstTime,
  locate,
  scoreByAffinity,
  startUserDay,
} from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import {
  accessWeight,
  evidenceAfter,
  surpriseOf,
  type UserDay,
} from '../../../shared/detectors/resourceAccess/affinity/userDay';
import type { CandidateScorer } from '../../../shared/evaluation/candidate';
import type { Access } from '../../../shared/events/access';

/** What a case score adds up from at an access; see {@link UserDay}. */
interface CaseParts {
  readonly surprise: number;
  readonly evidence: number;
  readonly count: number;
  /** The same where each access is scored as if it were the first of its day. */
  readonly plainSurprise: number;
  readonly plainEvidence: number;
}

const none: CaseParts = { surprise: 0, evidence: 0, count: 0, plainSurprise: 0, plainEvidence: 0 };

const ablations: Readonly<Record<string, (parts: CaseParts) => number>> = {
  'case without the context of the day': ({ plainSurprise, plainEvidence, count }) =>
    plainEvidence + count + accessWeight * plainSurprise,
  'case without the number of accesses': ({ evidence, surprise }) => evidence + accessWeight * surprise,
  'case without the sum over accesses': ({ count, surprise }) => count + accessWeight * surprise,
  'case without the access itself': ({ evidence, count }) => evidence + count,
};

/** Case scores of a model, each without one of their parts. */
export function caseAblations(model: AffinityScoredModel): CandidateScorer[] {
  return Object.entries(ablations).map(([name, of]) => ({
    name,
    fit: () => {
      const partsOf = followParts(model);
      return { score: (access) => of(partsOf(access)) };
    },
  }));
}

/** Follows users' days, access by access in the order of time, each pair once a day. */
function followParts(model: AffinityScoredModel): (access: Access) => CaseParts {
  const days = new Map<string, { readonly day: UserDay; readonly parts: Map<string, CaseParts>; last: CaseParts }>();
  return (access) => {
    const located = locate(model, access);
    if (!isFirstTime(model, access, located)) return none;
    const date = new Date(access.time).toISOString().slice(0, 10);
    const key = JSON.stringify([access.tenant, access.user, date]);
    const soFar = days.get(key) ?? { day: startUserDay(model, located.opener), parts: new Map(), last: none };
    days.set(key, soFar);
    const known = soFar.parts.get(access.resource);
    if (known !== undefined) return known;
    const { pValue, caseScore } = soFar.day.add(located.place);
    const surprise = surpriseOf(pValue);
    const evidence = evidenceAfter(soFar.last.evidence, surprise);
    const plainSurprise = surpriseOf(scoreByAffinity(model, access).pValue ?? 1);
    const parts = {
      surprise,
      evidence,
      count: caseScore - evidence - accessWeight * surprise,
      plainSurprise,
      plainEvidence: evidenceAfter(soFar.last.plainEvidence, plainSurprise),
    };
    soFar.parts.set(access.resource, parts);
    soFar.last = parts;
    return parts;
  };
}
