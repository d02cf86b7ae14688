import type { Employee, Share } from './company';
import type { Random } from './random';

/** A row of the SecurityEvent table as data export writes it: empty columns are left out. */
export type SecurityEventRow = Readonly<Record<string, string | number>>;

const workspaceId = '6f1c6b52-3a05-4c1e-9d6e-0d5a9c6f2b11';

/** Event 5140, "a network share object was accessed". */
export function shareAccessRow(employee: Employee, share: Share, time: Date, random: Random): SecurityEventRow {
  return {
    ...common(5140, 12808, '5140 - A network share object was accessed.', share.server, time, random),
    ...subject(employee.account, employee.sid, random),
    ObjectType: 'File',
    IpAddress: employee.ipAddress,
    IpPort: String(49152 + random.below(16384)),
    ShareName: `\\\\*\\${share.name}`,
    ...(share.name.endsWith('$') ? {} : { ShareLocalPath: `\\??\\D:\\Shares\\${share.name}` }),
    AccessMask: '0x1',
    AccessList: '%%4416\r\n\t\t\t\t',
  };
}

/** Event 4624, "an account was successfully logged on": one of the many rows that share the table. */
export function logonRow(employee: Employee, server: string, time: Date, random: Random): SecurityEventRow {
  return {
    ...common(4624, 12544, '4624 - An account was successfully logged on.', server, time, random),
    Account: employee.account,
    AccountType: 'User',
    TargetAccount: employee.account,
    TargetUserSid: employee.sid,
    LogonType: 3,
    LogonTypeName: '3 - Network',
    IpAddress: employee.ipAddress,
  };
}

/** What a computer's own account does all day: look for policies on a domain controller. */
export function machineAccessRow(machine: string, time: Date, random: Random): SecurityEventRow {
  const computer = { account: `CONTOSO\\${machine}$`, sid: 'S-1-5-18', ipAddress: '10.1.0.5', shares: [] };
  const name = random.pick(['IPC$', 'SYSVOL']);
  const row = shareAccessRow(computer, { server: 'dc01.contoso.local', name }, time, random);
  return { ...row, AccountType: 'Machine' };
}

function common(eventId: number, task: number, activity: string, computer: string, time: Date, random: Random) {
  return {
    TenantId: workspaceId,
    TimeGenerated: time.toISOString().replace('Z', '0000Z'),
    SourceSystem: 'OpsManager',
    Computer: computer,
    EventSourceName: 'Microsoft-Windows-Security-Auditing',
    Channel: 'Security',
    Task: task,
    Level: '8',
    EventID: eventId,
    Activity: activity,
    Type: 'SecurityEvent',
    _ItemId: random.uuid(),
  };
}

function subject(account: string, sid: string, random: Random) {
  const [domain, user] = account.split('\\') as [string, string];
  return {
    Account: account,
    AccountType: 'User',
    SubjectAccount: account,
    SubjectDomainName: domain,
    SubjectUserName: user,
    SubjectUserSid: sid,
    SubjectLogonId: `0x${random.below(0xffffff).toString(16)}`,
  };
}
