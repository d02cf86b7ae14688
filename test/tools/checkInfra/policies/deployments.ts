import { type DeployedResource, deployedResources } from '../../../../tools/checkInfra/deployment/deployedResources';
import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import type { Deployment } from '../../../../tools/checkInfra/policies/policy';
import { filesOf } from '../templates';

/** The resources that a template makes. */
export function resourcesOf(template: string): DeployedResource[] {
  return deployedResources(
    new Infrastructure(filesOf({ 'main.bicep': template }), undefined).template('main.bicep')!,
    {},
  );
}

export function deploymentOf(template: string, isPrivate = false): Deployment {
  return { resources: resourcesOf(template), isPrivate, hasTrainer: true };
}
