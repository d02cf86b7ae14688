import { resourceGroupOf, subscriptionOf } from '../azure/resourceId';
import type { AppName } from '../facts/functionApp';
import { shellCommand } from '../shellCommand';

/** Options of `az` that say where the resource of an id is. */
export function placeWords(id: string): readonly string[] {
  const [group = 'RESOURCE_GROUP', subscription = 'SUBSCRIPTION'] = [resourceGroupOf(id), subscriptionOf(id)];
  return ['--resource-group', group, '--subscription', subscription];
}

/** Options of `az functionapp` that name the app; in capitals where it is not known. */
export function appWords(app: AppName | undefined): readonly string[] {
  const {
    app: name,
    resourceGroup,
    subscription,
  } = app ?? {
    app: 'APP',
    resourceGroup: 'RESOURCE_GROUP',
    subscription: 'SUBSCRIPTION',
  };
  return ['--name', name, '--resource-group', resourceGroup, '--subscription', subscription];
}

/** The command that gives app settings. @param settings `NAME=VALUE` */
export function setAppSettings(app: AppName | undefined, ...settings: readonly string[]): string {
  return shellCommand('az', 'functionapp', 'config', 'appsettings', 'set', ...appWords(app), '--settings', ...settings);
}

/** The command that gives an identity a role. */
export function assignRole(principalId: string, role: string, scope: string): string {
  const who = ['--assignee-object-id', principalId, '--assignee-principal-type', 'ServicePrincipal'];
  return shellCommand('az', 'role', 'assignment', 'create', ...who, '--role', role, '--scope', scope);
}
