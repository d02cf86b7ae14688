import type { ContainerClient } from '@azure/storage-blob';
import { trainAccessAnomaly } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../../shared/events/identity';
import type { ModelManifest } from '../../../../shared/storage/modelLayout';
import { publishModel } from '../../../../shared/storage/publishModel';

/** Publishes a model that knows Alice and Bob and two shares. */
export function publishSmallModel(models: ContainerClient): Promise<ModelManifest> {
  const pairs = ['contoso\\alice', 'contoso\\bob'].flatMap((user) =>
    ['fs01.contoso.local\\finance', 'fs01.contoso.local\\hr'].map((resource) => ({
      tenant: '0',
      user,
      resource,
      likelihood: 1,
    })),
  );
  const description = {
    detector: 'resourceAccess',
    identity: defaultIdentityRules,
    window: null,
    accesses: 4,
    quality: {},
  } as const;
  const bytes = resourceAccess.encode({ model: trainAccessAnomaly(pairs), description });
  return publishModel(models, 'resourceAccess', bytes, {}, new Date());
}
