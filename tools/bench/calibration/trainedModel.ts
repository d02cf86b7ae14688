import { AccessCounts } from '../../../shared/detectors/resourceAccess/accessCounts';
import {
  type AffinityScoredModel,
  isAffinityScored,
} from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { trainResourceAccess } from '../../../shared/detectors/resourceAccess/trainResourceAccess';
import type { Access } from '../../../shared/events/access';

/** The model the app would train on these accesses with its default parameters. */
export function trainedModel(training: readonly Access[]): AffinityScoredModel {
  const counts = new AccessCounts();
  for (const access of training) counts.add(access);
  const model = trainResourceAccess(counts.pairs());
  if (!isAffinityScored(model)) throw new TypeError('the default scorer is not the one by affinity');
  return model;
}
