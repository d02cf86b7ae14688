import type { ModelDescription } from '../../shared/detectors/detector';
import { isAffinityScored } from '../../shared/detectors/resourceAccess/affinity/affinityAccess';
import type { ResourceAccessModel } from '../../shared/detectors/resourceAccess/affinity/affinityModel';

/**
 * Why a model that scores by affinity judges no users' days: no days of what it was trained from could be held out to tell
 * what is usual. Null where it judges them, and of the original's scorer, which knows no days at all.
 */
export function noUserDaysBecause(
  model: ResourceAccessModel,
  { window }: Pick<ModelDescription, 'window'>,
): string | null {
  if (!isAffinityScored(model) || model.affinity.isTimed) return null;
  if (window === null) return 'the pairs it was trained from carry no time';
  return 'its window is shorter than 3 days, or fewer than 50 pairs were first seen in one of the halves of it';
}
