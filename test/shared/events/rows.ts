import type { Row } from '../../../shared/events/row';

/** A 5140 row as Log Analytics exports it; fields given replace its own, `undefined` leaves one out. */
export function fileShareRow(fields: Row = {}): Row {
  const row = {
    TenantId: '0F0E0D0C-0000-4000-8000-00000000000A',
    TimeGenerated: '2026-11-20T08:13:52.1234567Z',
    SourceSystem: 'OpsManager',
    Account: 'CONTOSO\\Alice',
    AccountType: 'User',
    Computer: 'FS01.contoso.local',
    EventSourceName: 'Microsoft-Windows-Security-Auditing',
    Channel: 'Security',
    Task: 12808,
    Level: '8',
    EventID: 5140,
    Activity: '5140 - A network share object was accessed.',
    SubjectAccount: 'CONTOSO\\Alice',
    SubjectDomainName: 'CONTOSO',
    SubjectUserName: 'Alice',
    IpAddress: '10.1.4.22',
    IpPort: '50388',
    ShareName: '\\\\*\\Finance',
    ShareLocalPath: '\\??\\D:\\Shares\\Finance',
    AccessMask: '0x1',
    Type: 'SecurityEvent',
    _ItemId: '7a1d6a1e-c6e9-11f0-9d2a-000d3a1b2c3d',
    ...fields,
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** EventData of a 5140 event, as an agent writes it that leaves the columns empty. */
export function fileShareEventData(fields: Readonly<Record<string, string>>): string {
  const data = Object.entries(fields).map(([name, value]) => `  <Data Name="${name}">${value}</Data>\r\n`);
  return `<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r\n${data.join('')}</EventData>`;
}
