import { createHash } from 'node:crypto';
import type { AccessAnomalyModel, EntityTable } from '../../../shared/detectors/resourceAccess/model';
import { namesOf, type TenantNames } from '../../../shared/detectors/resourceAccess/nameTable';
import type { Access, RowReader } from '../../../shared/events/access';

/** What is found in the rows of one message, by the plainest means: what every faster way must find as well. */
export function plainFindings(rows: readonly unknown[], reader: RowReader, model: AccessAnomalyModel) {
  const seen = new Set<string>();
  const groups = new Map<string, Access[]>();
  for (const row of rows) {
    const reading = reader(row);
    if ('skipped' in reading || seen.has(reading.access.itemId)) continue;
    const { access } = reading;
    if (access.itemId !== '') seen.add(access.itemId);
    const key = JSON.stringify([access.tenant, access.user, access.resource]);
    groups.set(key, [...(groups.get(key) ?? []), access]);
  }
  return [...groups.values()].map((accesses) => {
    const { tenant, user, resource } = accesses[0]!;
    const times = accesses.map(({ time }) => time);
    return {
      RecordId: plainRecordId(accesses),
      TenantKey: tenant,
      User: user,
      Resource: resource,
      AccessCount: accesses.length,
      FirstAccess: new Date(Math.min(...times)).toISOString(),
      LastAccess: new Date(Math.max(...times)).toISOString(),
      ...plainScore(model, tenant, user, resource),
    };
  });
}

function plainRecordId(accesses: readonly Access[]): string {
  const identities = accesses.map(({ itemId, tenant, user, time, computer, shareName, ipAddress }) =>
    itemId === '' ? JSON.stringify([tenant, user.toLowerCase(), time, computer, shareName, ipAddress]) : itemId,
  );
  const text = JSON.stringify(['resourceAccess', ...identities.sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function plainScore(model: AccessAnomalyModel, tenant: string, user: string, resource: string) {
  if (isKnown(model, tenant, user, resource)) return { AnomalyScore: 0, Reason: 'knownPair' };
  const tenantAt = namesOf(model.tenants).indexOf(tenant.toWellFormed());
  const userAt = positionOf(model.users, tenantAt, user);
  const resourceAt = positionOf(model.resources, tenantAt, resource);
  if (userAt < 0 || model.users.components[userAt]! < 0) return { AnomalyScore: null, Reason: 'unknownUser' };
  if (resourceAt < 0 || model.resources.components[resourceAt]! < 0)
    return { AnomalyScore: null, Reason: 'unknownResource' };
  if (model.users.components[userAt] !== model.resources.components[resourceAt]) {
    return { AnomalyScore: null, Reason: 'disconnected' };
  }
  const factorsOf = ({ factors }: EntityTable, at: number) => [
    ...factors.subarray(at * model.parameters.rank, (at + 1) * model.parameters.rank),
  ];
  const y = factorsOf(model.resources, resourceAt);
  const dot = factorsOf(model.users, userAt).reduce((sum, value, i) => sum + value * y[i]!, 0);
  const AnomalyScore = (model.means[tenantAt]! - dot) / model.standardDeviations[tenantAt]!;
  return { AnomalyScore, Reason: 'scored' };
}

function isKnown({ history }: AccessAnomalyModel, tenant: string, user: string, resource: string): boolean {
  if (history === null) return false;
  const tenantAt = namesOf(history.tenants).indexOf(tenant.toWellFormed());
  const userAt = positionOf(history.users, tenantAt, user);
  const resourceAt = positionOf(history.resources, tenantAt, resource);
  const known = history.resourceOf.subarray(history.offsets[userAt] ?? 0, history.offsets[userAt + 1] ?? 0);
  return userAt >= 0 && resourceAt >= 0 && known.includes(resourceAt);
}

function positionOf({ starts, names }: TenantNames, tenant: number, name: string): number {
  if (tenant < 0) return -1;
  const at = namesOf(names)
    .slice(starts[tenant], starts[tenant + 1])
    .indexOf(name.toWellFormed());
  return at < 0 ? -1 : starts[tenant]! + at;
}
