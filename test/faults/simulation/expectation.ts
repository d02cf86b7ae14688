import { createHash } from 'node:crypto';

/** What a finding must say, whenever and by whichever model it is made. */
export interface ExpectedFinding {
  readonly recordId: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** A message as it is sent, and what must become of it. */
export interface SentMessage {
  readonly body: Buffer;
  /** Rows in it; 1 where it cannot be read. */
  readonly rows: number;
  /** Rows that are no accesses. */
  readonly skippedRows: number;
  /** Why it cannot be read, and so must be parked. */
  readonly unreadable: string | undefined;
  /** Whether one of its findings is refused while there is poison. */
  readonly isPoisoned: boolean;
  readonly findings: readonly ExpectedFinding[];
}

/** One access as it happened: the truth that a row reports. */
export interface TrueAccess {
  readonly tenant: string;
  readonly account: string;
  readonly computer: string;
  readonly share: string;
  readonly ipAddress: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `""` for rows that carry none. */
  readonly itemId: string;
}

/** What the accesses of one message must become: a finding for each user and share. */
export function expectedFindings(accesses: readonly TrueAccess[]): ExpectedFinding[] {
  const groups = Map.groupBy(accesses, ({ account, computer, share }) =>
    [account, computer, share].join('\n').toLowerCase(),
  );
  return [...groups.values()].map(expectedFinding);
}

function expectedFinding(accesses: readonly TrueAccess[]): ExpectedFinding {
  const ordered = accesses.toSorted((one, other) => one.time - other.time);
  const first = ordered[0]!;
  const recordId = expectedRecordId(accesses);
  return {
    recordId,
    columns: {
      RecordId: recordId,
      Kind: 'access',
      TimeStamp: iso(first.time),
      User: first.account.toLowerCase(),
      Resource: `${first.computer}\\${first.share}`.toLowerCase(),
      Computer: first.computer,
      ShareName: `\\\\*\\${first.share}`,
      IpAddress: first.ipAddress,
      AccessCount: accesses.length,
      FirstAccess: iso(first.time),
      LastAccess: iso(ordered.at(-1)!.time),
      TenantKey: first.tenant,
      Detector: 'resourceAccess',
      Truncated: false,
    },
  };
}

const iso = (time: number) => new Date(time).toISOString();

/** The documented key: half a SHA-256 of the detector and what identifies each access, sorted. */
function expectedRecordId(accesses: readonly TrueAccess[]): string {
  const identities = accesses.map(
    ({ itemId, tenant, account, time, computer, share, ipAddress }) =>
      itemId || JSON.stringify([tenant, account.toLowerCase(), time, computer, `\\\\*\\${share}`, ipAddress]),
  );
  const text = JSON.stringify(['resourceAccess', ...identities.sort()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
