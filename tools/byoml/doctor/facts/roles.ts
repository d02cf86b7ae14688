import { listAt, textAt, textsAt } from '../azure/answer';
import { apiVersions } from '../azure/apiVersions';
import type { AzureClient } from '../azure/azureClient';
import { isResourceId } from '../azure/resourceId';
import { type Fact, known, unknown, whenKnown } from '../fact';

/** A role that an identity holds somewhere, and what it lets do with data. */
export interface HeldRole {
  readonly scope: string;
  readonly role: string;
  /** Patterns: with a `*` for anything. */
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
  /** Whether it holds only where a condition is met, which we do not judge. */
  readonly isConditional: boolean;
  readonly givenAt?: Date;
}

/**
 * All that an identity holds in a subscription, at, above and below it, by itself or through groups.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 */
export async function readHeldRoles(
  client: AzureClient,
  subscription: string,
  principalId: string,
): Promise<Fact<readonly HeldRole[]>> {
  if (!/^[\da-f-]{36}$/i.test(principalId)) return unknown('Resource Manager told no object id of the identity');
  const path = `/subscriptions/${encodeURIComponent(subscription)}/providers/Microsoft.Authorization/roleAssignments`;
  const version = apiVersions['Microsoft.Authorization/roleAssignments'];
  const answer = await client.list(path, version, { $filter: `assignedTo('${principalId}')` });
  return whenKnown(answer, async (assignments) => {
    const roles: HeldRole[] = [];
    const definitions = new Map<string, Fact<unknown>>();
    for (const assignment of assignments) {
      const id = textAt(assignment, 'properties', 'roleDefinitionId') ?? '';
      const definition = definitions.get(id) ?? (await readDefinition(client, id));
      definitions.set(id, definition);
      if (definition.state === 'unknown') return definition;
      if (definition.state === 'known') roles.push(heldRole(assignment, definition.value));
    }
    return known(roles);
  });
}

function readDefinition(client: AzureClient, id: string): Promise<Fact<unknown>> {
  if (!isResourceId(id)) return Promise.resolve(unknown('Resource Manager told no id of a role'));
  return client.get(id, apiVersions['Microsoft.Authorization/roleDefinitions']);
}

function heldRole(assignment: unknown, definition: unknown): HeldRole {
  const permissions = listAt(definition, 'properties', 'permissions');
  const givenAt = new Date(textAt(assignment, 'properties', 'createdOn') ?? '');
  const role = {
    scope: textAt(assignment, 'properties', 'scope') ?? '',
    role: textAt(definition, 'properties', 'roleName') ?? '',
    dataActions: permissions.flatMap((permission) => textsAt(permission, 'dataActions')),
    notDataActions: permissions.flatMap((permission) => textsAt(permission, 'notDataActions')),
    isConditional: Boolean(textAt(assignment, 'properties', 'condition')),
  };
  return Number.isNaN(givenAt.getTime()) ? role : { ...role, givenAt };
}

/** Whether a role lets do something at a scope: it is given there or above, and a pattern of its actions covers it. */
export function isGranted(role: HeldRole, action: string, scope: string): boolean {
  return (
    covers(role.scope, scope) &&
    role.dataActions.some((pattern) => matches(pattern, action)) &&
    !role.notDataActions.some((pattern) => matches(pattern, action))
  );
}

/** A management group is above all of the subscriptions that told of it. */
function covers(given: string, wanted: string): boolean {
  const above = given.replace(/\/+$/, '').toLowerCase();
  if (above.startsWith('/providers/microsoft.management/managementgroups/')) return true;
  return wanted.toLowerCase() === above || wanted.toLowerCase().startsWith(`${above}/`);
}

/** `*` stands for anything. Part by part rather than by a regular expression, which a hostile role could make slow. */
function matches(pattern: string, action: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  let left = action.toLowerCase();
  if (!left.startsWith(first)) return false;
  left = left.slice(first.length);
  if (rest.length === 0) return left === '';
  for (const part of rest.slice(0, -1)) {
    const found = left.indexOf(part);
    if (found < 0) return false;
    left = left.slice(found + part.length);
  }
  return left.endsWith(rest.at(-1)!);
}
