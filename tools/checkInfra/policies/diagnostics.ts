import type { DeployedResource } from '../deployment/deployedResources';
import { expressionText } from '../syntax/expressionText';
import { type Deployment, ofType, type Policy, problemOf } from './policy';

const logged = [
  'Microsoft.Storage/storageAccounts',
  'Microsoft.EventHub/namespaces',
  'Microsoft.Web/sites',
  'Microsoft.Insights/dataCollectionRules',
];

export const diagnosticsArePresent: Policy = {
  name: 'what holds or moves data has diagnostic settings',
  check: (deployment) =>
    logged.flatMap((type) =>
      ofType(deployment, type)
        .filter((resource) => !settingsOf(deployment, resource))
        .map((resource) =>
          problemOf(resource, 'has no Microsoft.Insights/diagnosticSettings with this scope: add them'),
        ),
    ),
};

/** Whether settings beside a resource have it, or a child of it, as their scope. */
function settingsOf(deployment: Deployment, resource: DeployedResource): boolean {
  const beside = deployment.resources.filter(({ modules }) => modules.join() === resource.modules.join());
  const family = new Set([resource.symbol]);
  for (const { symbol, written } of beside) {
    const parent = written.get('parent')?.value;
    if (parent !== undefined && family.has(expressionText(parent))) family.add(symbol);
  }
  return beside.some(({ type, written }) => {
    const scope = written.get('scope')?.value;
    return (
      type.toLowerCase() === 'microsoft.insights/diagnosticsettings' &&
      scope !== undefined &&
      family.has(expressionText(scope).split('::')[0]!)
    );
  });
}
