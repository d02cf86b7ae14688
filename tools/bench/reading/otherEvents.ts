import type { Random } from '../../sample/random';
import type { SecurityEventRow } from '../../sample/securityEventRow';
import { firstColumns, lastColumns } from './commonColumns';

/** One kind of event and the columns only it has. */
interface EventKind {
  readonly id: number;
  readonly task: number;
  readonly activity: string;
  /** How many of a hundred rows are of this kind. */
  readonly weight: number;
  readonly columns: (random: Random) => SecurityEventRow;
  /** Fields of the event's XML, where the row carries it too, as rows of the older agent do. */
  readonly eventData?: (random: Random) => SecurityEventRow;
}

const shell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const device = '\\device\\harddiskvolume2\\program files\\contoso\\agent\\bin\\agent.exe';

const handle = (random: Random) => ({
  HandleId: `0x${random.below(4096).toString(16)}`,
  ObjectName: '\\REGISTRY\\MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
  ObjectServer: 'Security',
  ObjectType: 'Key',
  ProcessId: `0x${random.below(65536).toString(16)}`,
  ProcessName: shell,
});

/** What else fills the table on servers that audit logons, processes, objects, the firewall and file shares. */
const kinds: readonly EventKind[] = [
  {
    id: 4624,
    task: 12544,
    activity: 'An account was successfully logged on.',
    weight: 25,
    columns: (random) => ({
      AuthenticationPackageName: 'Kerberos',
      ElevatedToken: '%%1842',
      ImpersonationLevel: '%%1833',
      IpAddress: `10.1.${random.below(256)}.${random.below(256)}`,
      IpPort: String(49152 + random.below(16384)),
      LmPackageName: '-',
      LogonGuid_string: random.uuid(),
      LogonProcessName: 'Kerberos',
      LogonType: 3,
      LogonTypeName: '3 - Network',
      Process: '-',
      ProcessName: '-',
      RestrictedAdminMode: '-',
      TargetAccount: account(random),
      TargetDomainName: 'CONTOSO',
      TargetLinkedLogonId: '0x0',
      TargetLogonId: `0x${random.below(0xfffffff).toString(16)}`,
      TargetOutboundDomainName: '-',
      TargetOutboundUserName: '-',
      TargetUserSid: 'S-1-5-21-1004336348-1177238915-682003330-500',
      TransmittedServices: '-',
      VirtualAccount: '%%1843',
      WorkstationName: '-',
    }),
  },
  {
    id: 4688,
    task: 13312,
    activity: 'A new process has been created.',
    weight: 15,
    columns: (random) => ({
      CommandLine: `"${shell}" -NoProfile -Command "Get-Item 'C:\\Temp\\${random.uuid()}' | Remove-Item"`,
      MandatoryLabel: 'S-1-16-16384',
      NewProcessId: `0x${random.below(65536).toString(16)}`,
      NewProcessName: shell,
      ParentProcessName: 'C:\\Program Files\\Contoso\\Agent\\bin\\agent.exe',
      Process: 'powershell.exe',
      TargetAccount: '-\\-',
      TokenElevationType: '%%1936',
    }),
  },
  {
    id: 4663,
    task: 12801,
    activity: 'An attempt was made to access an object.',
    weight: 15,
    columns: (random) => ({ AccessList: '%%4432 \t\t\t\t', AccessMask: '0x1', ...handle(random) }),
    eventData: handle,
  },
  {
    id: 5156,
    task: 12810,
    activity: 'The Windows Filtering Platform has allowed a connection.',
    weight: 15,
    columns: () => ({}),
    eventData: (random) => ({
      ProcessID: random.below(65536),
      Application: device,
      Direction: '%%14592',
      SourceAddress: '192.168.3.5',
      SourcePort: 49152 + random.below(16384),
      DestAddress: '192.168.2.5',
      DestPort: 8080,
      Protocol: 6,
      FilterRTID: random.below(100_000),
      LayerName: '%%14610',
      RemoteMachineID: 'S-1-0-0',
    }),
  },
  {
    id: 5145,
    task: 12811,
    activity: 'A network share object was checked to see whether client can be granted desired access.',
    weight: 15,
    columns: (random) => ({
      AccessList: '%%1541\r\n\t\t\t\t%%4416\r\n\t\t\t\t%%4423\r\n\t\t\t\t',
      AccessMask: '0x120089',
      AccessReason: '%%1541:\t%%1801\tD:(A;OICI;FA;;;BA)\r\n\t\t\t\t%%4416:\t%%1801\tD:(A;;0x1200a9;;;WD)\r\n\t\t\t\t',
      IpAddress: `10.1.${random.below(256)}.${random.below(256)}`,
      ObjectType: 'File',
      RelativeTargetName: `2026\\Quarter ${1 + random.below(4)}\\Report-${random.uuid()}.docx`,
      ShareLocalPath: '\\??\\D:\\Shares\\Projects',
      ShareName: '\\\\*\\Projects',
    }),
  },
  {
    id: 4634,
    task: 12545,
    activity: 'An account was logged off.',
    weight: 15,
    columns: (random) => ({ LogonType: 3, TargetAccount: account(random), TargetUserSid: 'S-1-5-18' }),
  },
];

const byHundredth = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

/** A row of the SecurityEvent table that is no access to a share. */
export function otherEventRow(time: Date, random: Random): SecurityEventRow {
  const kind = random.pick(byHundredth);
  const computer = `srv${String(random.below(500)).padStart(3, '0')}.contoso.local`;
  const name = account(random);
  return {
    ...firstColumns(time),
    Account: name,
    AccountType: 'User',
    Computer: computer,
    EventSourceName: 'Microsoft-Windows-Security-Auditing',
    Channel: 'Security',
    Task: kind.task,
    Level: '8',
    ...(kind.eventData && { EventData: eventData(kind.eventData(random)) }),
    EventID: kind.id,
    Activity: `${kind.id} - ${kind.activity}`,
    ...kind.columns(random),
    SubjectAccount: name,
    SubjectDomainName: 'CONTOSO',
    SubjectLogonId: `0x${random.below(0xfffffff).toString(16)}`,
    SubjectUserName: name.slice('CONTOSO\\'.length),
    SubjectUserSid: 'S-1-5-18',
    ...lastColumns(time, computer, random),
  };
}

function account(random: Random): string {
  return `CONTOSO\\svc-${String(random.below(5000)).padStart(5, '0')}`;
}

function eventData(fields: SecurityEventRow): string {
  const elements = Object.entries(fields).map(([name, value]) => `  <Data Name="${name}">${value}</Data>\r\n`);
  return `<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r\n${elements.join('')}</EventData>`;
}
