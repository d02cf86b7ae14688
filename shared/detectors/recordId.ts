import { createHash } from 'node:crypto';
import type { Access } from '../events/access';

/**
 * Key of a finding: 32 hexadecimal digits made of the detector's name and of the accesses the finding is about, in any
 * order, and of nothing else. It is therefore the same however messages are batched or redelivered and whichever model
 * scores, so that repeated deliveries collapse in one `summarize arg_max(ScoredAt, *) by RecordId`.
 */
export function recordId(detector: string, accesses: readonly Access[]): string {
  const identities = accesses.map(accessIdentity).sort();
  return createHash('sha256')
    .update(JSON.stringify([detector, ...identities]))
    .digest('hex')
    .slice(0, 32);
}

/** `_ItemId` names a row of Log Analytics; rows from elsewhere are told apart by what they say. */
function accessIdentity({ itemId, tenant, user, resource, time, computer, shareName, ipAddress }: Access): string {
  return itemId || JSON.stringify([tenant, user, resource, time, computer, shareName, ipAddress]);
}
