import { subscriptionOf } from '../azure/resourceId';
import { type Deployment, heldRolesKey } from '../deployment';
import type { AppIdentity, AppName } from '../facts/functionApp';
import { type HeldRole, isGranted } from '../facts/roles';
import { type Finding, notChecked, ok, wrong } from '../finding';
import { type RoleNeed, roleNeeds } from '../roleNeeds';
import { shellCommand } from '../shellCommand';
import { duration, limits } from './limits';
import { appWords, assignRole } from './remedyWords';

/** Whether the app's identities hold what its functions need, each at a scope that covers it. */
export function checkRoles(deployment: Deployment): readonly Finding[] {
  return roleNeeds(deployment).map((need) => checkRole(need, deployment));
}

function checkRole(need: RoleNeed, { app, heldRoles, now }: Deployment): Finding {
  const check = `role on ${need.on}`;
  const { signsInAs, scope, setting } = need;
  if (signsInAs.state !== 'known') {
    return notChecked(check, signsInAs.state === 'unknown' ? signsInAs.why : 'there is no such app');
  }
  const who = signsInAs.value;
  if (who.kind === 'connectionString') return ok(check, 'signs in by a connection string, which needs no role');
  if (who.kind === 'nobody') return nobody(check, who.clientId, setting, app.name);
  if (scope.state !== 'known') {
    return notChecked(check, scope.state === 'unknown' ? scope.why : 'what it would be on is not there');
  }
  const held = heldRoles.get(heldRolesKey(subscriptionOf(scope.value) ?? '', who.identity.principalId));
  if (held?.state !== 'known') {
    return notChecked(check, held?.state === 'unknown' ? held.why : 'the roles of the identity are not told');
  }
  return judgeRoles(check, need, { identity: who.identity, scope: scope.value, held: held.value, now });
}

interface Holding {
  readonly identity: AppIdentity;
  readonly scope: string;
  readonly held: readonly HeldRole[];
  readonly now: Date;
}

function judgeRoles(check: string, need: RoleNeed, { identity, scope, held, now }: Holding): Finding {
  const remedy = assignRole(identity.principalId, need.role, scope);
  const grants = need.dataActions.map((action) => held.filter((role) => isGranted(role, action, scope)));
  if (grants.some((granting) => granting.length === 0)) {
    return wrong(check, `identity ${identity.principalId} may not do what ${need.role} lets it do there`, remedy);
  }
  if (grants.some((granting) => granting.every((role) => role.isConditional))) {
    return notChecked(check, 'it is given under a condition, which is not judged here: see whether it lets the app in');
  }
  const [granted] = grants.flat().sort((one, other) => timeOf(other) - timeOf(one));
  const age = now.getTime() - timeOf(granted!);
  const note =
    age < limits.freshRole ? `, given ${duration(age)} ago: for up to 30 minutes it may still be refused` : '';
  return ok(check, `${granted!.role}${note}`);
}

function timeOf({ givenAt }: HeldRole): number {
  return givenAt?.getTime() ?? Number.NEGATIVE_INFINITY;
}

function nobody(check: string, clientId: string, setting: string, app: AppName | undefined): Finding {
  const assign = (...identity: readonly string[]) =>
    shellCommand('az', 'functionapp', 'identity', 'assign', ...appWords(app), ...identity);
  if (clientId === '') {
    return wrong(check, `the app has no system-assigned identity, and ${setting} names no other`, assign());
  }
  const remedy = assign('--identities', 'RESOURCE_ID_OF_THE_IDENTITY');
  return wrong(check, `${setting} is ${clientId}, which is none of the app's identities`, remedy);
}
