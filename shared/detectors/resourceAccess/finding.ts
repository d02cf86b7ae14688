import type { AccessGroup, Explanation, FindingContext, Score } from '../detector';
import type { ResultRow } from './columns';

/** The result row of accesses of one user to one resource; the earliest access lends it time, server and client. */
export function describeFinding(
  accesses: AccessGroup,
  { score, reason, pValue }: Score,
  explanation: Explanation,
  context: FindingContext,
): ResultRow {
  const first = accesses.reduce((earliest, access) => (access.time < earliest.time ? access : earliest));
  const lastTime = accesses.reduce((latest, { time }) => Math.max(latest, time), first.time);
  const firstAccess = new Date(first.time).toISOString();
  return {
    TimeGenerated: context.scoredAt,
    TimeStamp: firstAccess,
    RecordId: context.recordId,
    Kind: 'access',
    User: first.user,
    Resource: first.resource,
    AnomalyScore: score,
    PValue: pValue ?? null,
    Percentile: pValue === undefined ? null : 100 * (1 - pValue),
    Reason: reason,
    Reasons: explanation.reasons,
    Explanation: explanation.text,
    Computer: first.computer,
    ShareName: first.shareName,
    IpAddress: first.ipAddress,
    AccessCount: accesses.length,
    FirstAccess: firstAccess,
    LastAccess: lastTime === first.time ? firstAccess : new Date(lastTime).toISOString(),
    TenantKey: first.tenant,
    ModelVersion: context.modelVersion,
    Detector: 'resourceAccess',
    Truncated: accesses.some(({ truncated }) => truncated),
    ScoredAt: context.scoredAt,
  };
}
