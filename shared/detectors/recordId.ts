import { hash } from 'node:crypto';
import type { Access } from '../events/access';

/**
 * Key of a finding: 32 hexadecimal digits made of the detector's name and of the accesses the finding is about, in any
 * order, and of nothing else. It is the same however messages are batched or redelivered and whichever model scores, as
 * long as rows are read by the same identity rules, since those decide which accesses are of one user and resource.
 * Repeated deliveries therefore collapse in one `summarize arg_max(ScoredAt, *) by RecordId`.
 */
export function recordId(detector: string, accesses: readonly Access[]): string {
  const identities = accesses.map(accessIdentity).sort();
  return digest([detector, ...identities]);
}

/**
 * Key of the case of a user's UTC day, made as {@link recordId} is, but of tenant, user (case-folded) and day alone: it is
 * the same all day, so that a case which has grown takes the place of what it was.
 *
 * @param day `2026-11-28`
 */
export function caseRecordId(detector: string, { tenant, user }: Pick<Access, 'tenant' | 'user'>, day: string): string {
  return digest([detector, ['case', tenant, user.toLowerCase(), day]]);
}

function digest(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 32);
}

/**
 * `_ItemId` names a row of Log Analytics. Rows from elsewhere are told apart by what they say, as far as no identity
 * rule changes it: rules spell a user in its own case or folded, and make the resource of the computer and the share.
 */
function accessIdentity({ itemId, tenant, user, time, computer, shareName, ipAddress }: Access): string {
  return itemId || JSON.stringify([tenant, user.toLowerCase(), time, computer, shareName, ipAddress]);
}
