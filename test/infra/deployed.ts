import { join } from 'node:path';
import { type DeployedResource, deployedResources } from '../../tools/checkInfra/deployment/deployedResources';
import { Unknown, type Value, valueAt } from '../../tools/checkInfra/deployment/value';
import { Infrastructure } from '../../tools/checkInfra/infrastructure';
import { projectFiles } from '../../tools/checkInfra/projectFiles';

const infrastructure = new Infrastructure(projectFiles(join(__dirname, '../..')), undefined);

/** What `infra/main.bicep` makes with these parameters. */
export function deployed(parameters: Readonly<Record<string, Value>>): DeployedResource[] {
  return deployedResources(infrastructure.template('infra/main.bicep')!, parameters);
}

export function ofType(resources: readonly DeployedResource[], type: string): DeployedResource[] {
  return resources.filter((resource) => resource.type === type);
}

/**
 * The app settings of each app by the app's service, `scorer` and `trainer`; what Azure alone knows is the expression that
 * stands for it, in angle brackets.
 */
export function appSettings(resources: readonly DeployedResource[]): Readonly<Record<string, Record<string, string>>> {
  return Object.fromEntries(
    ofType(resources, 'Microsoft.Web/sites/config').map(({ modules, body }) => [
      modules.at(-1)!,
      Object.fromEntries(
        Object.entries(valueAt(body, 'properties') as Record<string, Value>).map(([name, value]) => [
          name,
          value instanceof Unknown ? `<${value.text}>` : String(value),
        ]),
      ),
    ]),
  );
}
