import { isAmong } from '../../numerics/ascending';
import { countOffsets } from '../../numerics/countingSort';
import { findName, findTenantName } from './findName';
import { type NameTable, packNames, type TenantNames } from './nameTable';
import type { PairTable } from './trainingSet';

/** Pairs known to be normal: the resources of user u are resourceOf[offsets[u] .. offsets[u + 1]), ascending. */
export interface KnownPairs {
  readonly tenants: NameTable;
  readonly users: TenantNames;
  readonly resources: TenantNames;
  readonly offsets: Int32Array;
  readonly resourceOf: Int32Array;
}

export function packKnownPairs({ users, resources, userOf, resourceOf }: PairTable): KnownPairs {
  return {
    tenants: packNames(users.partitions),
    users: { starts: users.starts, names: packNames(users.values) },
    resources: { starts: resources.starts, names: packNames(resources.values) },
    offsets: countOffsets(userOf, users.values.length),
    resourceOf,
  };
}

export function isKnownPair(known: KnownPairs, tenant: string, user: string, resource: string): boolean {
  const tenantAt = findName(known.tenants, tenant);
  const userAt = findTenantName(known.users, tenantAt, user);
  const resourceAt = findTenantName(known.resources, tenantAt, resource);
  if (userAt < 0 || resourceAt < 0) return false;
  return isAmong(known.resourceOf, resourceAt, known.offsets[userAt]!, known.offsets[userAt + 1]!);
}
