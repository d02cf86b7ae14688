import { Random } from '../../sample/random';
import type { SecurityEventRow } from '../../sample/securityEventRow';
import { firstColumns, lastColumns } from './commonColumns';
import { otherEventRow } from './otherEvents';

export interface RowsOptions {
  readonly seed: string;
  /** Share of rows that are event 5140. */
  readonly accesses: number;
  /** Rows before this moment... */
  readonly to: Date;
  /** ...by so many milliseconds at most. */
  readonly spanMilliseconds: number;
  /** Who uses what in an access, by number. */
  readonly pair: (random: Random) => { readonly user: number; readonly resource: number };
}

/** A user, as rows spell it. */
export function accountOf(user: number): string {
  return `CONTOSO\\user${String(user).padStart(7, '0')}`;
}

/** A resource, as rows spell it. */
export function shareOf(resource: number): { readonly computer: string; readonly name: string } {
  return {
    computer: `fs${String(resource % 100).padStart(3, '0')}.contoso.local`,
    name: `Share-${String(resource).padStart(6, '0')}`,
  };
}

/** Rows of the SecurityEvent table as data export writes them: accesses to shares among what else the table holds. */
export function* securityEventRows(options: RowsOptions): Generator<SecurityEventRow> {
  const random = new Random(options.seed);
  for (;;) {
    const time = new Date(options.to.getTime() - 1 - random.below(options.spanMilliseconds));
    yield random.next() < options.accesses ? accessRow(time, options, random) : otherEventRow(time, random);
  }
}

/** Event 5140, from the columns of a real row and those every row of an Azure Monitor agent has. */
function accessRow(time: Date, options: RowsOptions, random: Random): SecurityEventRow {
  const pair = options.pair(random);
  const account = accountOf(pair.user);
  const { computer, name } = shareOf(pair.resource);
  const [domain, user] = account.split('\\') as [string, string];
  return {
    ...firstColumns(time),
    Account: account,
    AccountType: 'User',
    Computer: computer,
    EventSourceName: 'Microsoft-Windows-Security-Auditing',
    Channel: 'Security',
    Task: 12808,
    Level: '8',
    EventID: 5140,
    Activity: '5140 - A network share object was accessed.',
    AccessList: '%%4416\r\n\t\t\t\t',
    AccessMask: '0x1',
    IpAddress: `10.${(pair.user >> 16) & 255}.${(pair.user >> 8) & 255}.${pair.user & 255}`,
    IpPort: String(49152 + random.below(16384)),
    ObjectType: 'File',
    ShareLocalPath: `\\??\\D:\\Shares\\${name}`,
    ShareName: `\\\\*\\${name}`,
    SubjectAccount: account,
    SubjectDomainName: domain,
    SubjectLogonId: `0x${random.below(0xfffffff).toString(16)}`,
    SubjectUserName: user,
    SubjectUserSid: `S-1-5-21-1004336348-1177238915-682003330-${1100 + pair.user}`,
    ...lastColumns(time, computer, random),
  };
}
