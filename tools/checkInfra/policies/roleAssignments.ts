import type { DeployedResource } from '../deployment/deployedResources';
import { Unknown, valueText } from '../deployment/value';
import { expressionText } from '../syntax/expressionText';
import { mustBe, ofType, type Policy, problemOf, propertyOf } from './policy';

export const roleAssignments = 'Microsoft.Authorization/roleAssignments';

/**
 * The roles that may be given, by the ids of
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles. None of them can give rights to others.
 */
export const allowedRoles: ReadonlyMap<string, string> = new Map([
  ['b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'Storage Blob Data Owner'],
  ['ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'Storage Blob Data Contributor'],
  ['2a2b9908-6ea1-4ae2-8e65-a410df84e7d1', 'Storage Blob Data Reader'],
  ['974c5e8b-45b9-4653-ba55-5f855dd0fb88', 'Storage Queue Data Contributor'],
  ['0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', 'Storage Table Data Contributor'],
  ['a638d3c7-ab3a-418d-83e6-5f17a39d4fde', 'Azure Event Hubs Data Receiver'],
  ['3913510d-42f4-4e42-8a64-420c390055eb', 'Monitoring Metrics Publisher'],
]);

/** The id at the end of a role definition's, where it is known. */
export function roleId(assignment: DeployedResource): string | undefined {
  const role = propertyOf(assignment, 'properties', 'roleDefinitionId');
  const text = role instanceof Unknown ? role.text : valueText(role);
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase();
}

export const rolesAreNarrow: Policy = {
  name: 'each role is of a short list, given on one resource, to an application',
  check: (deployment) =>
    ofType(deployment, roleAssignments).flatMap((assignment) => {
      const role = roleId(assignment);
      const scope = assignment.written.get('scope')?.value;
      const wide =
        scope === undefined ||
        /^(az\.)?(subscription|resourceGroup|managementGroup|tenant)\(/.test(expressionText(scope));
      return [
        ...(role !== undefined && allowedRoles.has(role)
          ? []
          : [
              problemOf(
                assignment,
                `gives the role ${role ?? 'of an id that is not known beforehand'}, which is none of ${[...allowedRoles.values()].join(', ')}`,
              ),
            ]),
        ...(wide
          ? [problemOf(assignment, 'has no resource as its scope: give the role on the one resource that needs it')]
          : []),
        ...mustBe(assignment, ['properties', 'principalType'], ['ServicePrincipal']),
      ];
    }),
};

export const scorerCannotPublish: Policy = {
  name: 'with two apps, the identity that receives events cannot write models',
  check: (deployment) => {
    if (!deployment.hasTrainer) return [];
    const assignments = ofType(deployment, roleAssignments);
    const having = (role: string) =>
      assignments.filter((assignment) => allowedRoles.get(roleId(assignment) ?? '') === role);
    const receivers = new Set(having('Azure Event Hubs Data Receiver').map(principalOf));
    return [...having('Storage Blob Data Contributor'), ...having('Storage Blob Data Owner')]
      .filter((assignment) => /(^|::)models$/.test(scopeText(assignment)) && receivers.has(principalOf(assignment)))
      .map((assignment) =>
        problemOf(assignment, 'lets who receives events write models: give it Storage Blob Data Reader'),
      );
  },
};

function principalOf(assignment: DeployedResource): string {
  return valueText(propertyOf(assignment, 'properties', 'principalId'));
}

function scopeText({ written }: DeployedResource): string {
  const scope = written.get('scope')?.value;
  return scope === undefined ? '' : expressionText(scope);
}
