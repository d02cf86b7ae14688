import type { Random } from '../../sample/random';
import type { SecurityEventRow } from '../../sample/securityEventRow';

export const tenantId = '6f1c6b52-3a05-4c1e-9d6e-0d5a9c6f2b11';

/** The columns every row begins with. */
export function firstColumns(time: Date): SecurityEventRow {
  return { TenantId: tenantId, TimeGenerated: time.toISOString(), SourceSystem: 'OpsManager' };
}

/** The columns every row ends with. */
export function lastColumns(time: Date, computer: string, random: Random): SecurityEventRow {
  const machine = computer.split('.')[0]!.toLowerCase();
  return {
    SourceComputerId: random.uuid(),
    EventOriginId: random.uuid(),
    MG: '00000000-0000-0000-0000-000000000001',
    TimeCollected: new Date(time.getTime() + 30_000).toISOString(),
    ManagementGroupName: `AOI-${tenantId}`,
    Type: 'SecurityEvent',
    _ItemId: random.uuid(),
    _ResourceId: `/subscriptions/${tenantId}/resourcegroups/servers/providers/microsoft.compute/virtualmachines/${machine}`,
  };
}
