import { ingestionTimeColumn } from '../../../tools/checkContent/engine/engineDialect';
import { fileShareRow } from '../../shared/events/rows';
import { finding, itOnRows, queryOf, result } from './workspaceFixture';

const at = '2026-11-28T10:20:00Z';
const now = '2026-11-28T12:00:00Z';

const opened = (user: string, share: string, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const time = new Date(Date.UTC(2026, 10, 20, 8, i)).toISOString();
    return fileShareRow({ Account: user, ShareName: `\\\\*\\${share}`, TimeGenerated: time, _ItemId: `${share}${i}` });
  });

itOnRows('usual shares stand beside the strange one: the five most opened, of these users alone', async () => {
  const shares = ['a', 'b', 'c', 'd', 'e', 'f'];
  const events = [
    ...shares.flatMap((share, i) => opened('CONTOSO\\Alice', share, 10 - i)),
    ...opened('CONTOSO\\Alice', 'Payroll', 2),
    ...opened('CONTOSO\\Bob', 'a', 30),
  ];
  const findings = [finding({ at, share: 'Payroll' })];
  const rows = await result(queryOf('UsualSharesBesideStrange'), { findings, events }, now);
  expect(rows.map(({ What, Resource, Accesses }) => `${What} ${Resource} ${Accesses}`)).toEqual([
    'strange fs01.contoso.local\\payroll 1',
    'usual fs01.contoso.local\\a 10',
    'usual fs01.contoso.local\\b 9',
    'usual fs01.contoso.local\\c 8',
    'usual fs01.contoso.local\\d 7',
    'usual fs01.contoso.local\\e 6',
  ]);
});

itOnRows('the rarest accesses come first, each pair once', async () => {
  const findings = [
    finding({ at, share: 'b', pValue: 0.002 }),
    finding({ at, share: 'a', pValue: 0.03 }),
    finding({ at, time: '2026-11-28T10:10:00Z', share: 'a', pValue: 0.001 }),
    finding({ at, share: 'c', pValue: null, score: null, reason: 'unknownUser' }),
  ];
  const rows = await result(queryOf('RarestShareAccesses'), { findings }, now);
  expect(rows.map(({ FileName, PValue, Findings }) => [FileName, PValue, Findings])).toEqual([
    ['a', 0.001, 2],
    ['b', 0.002, 1],
  ]);
});

itOnRows('users never seen and groups that share nothing are told with what they reach', async () => {
  const findings = [
    finding({ at, user: 'contoso\\new1', share: 'a', reason: 'unknownUser' }),
    finding({ at, user: 'contoso\\new1', share: 'b', computer: 'FS02.contoso.local', reason: 'unknownUser' }),
    finding({ at, user: 'contoso\\new2', share: 'a', reason: 'unknownUser' }),
    finding({ at, user: 'fabrikam\\dan', share: 'a', reason: 'disconnected' }),
    finding({ at, user: 'fabrikam\\eve', share: 'b', reason: 'disconnected' }),
  ];
  const unseen = await result(queryOf('NeverSeenUsers'), { findings }, now);
  expect(unseen.map(({ User, Servers, Shares }) => [User, Servers, Shares])).toEqual([
    ['contoso\\new1', 2, 2],
    ['contoso\\new2', 1, 1],
  ]);
  const apart = await result(queryOf('DisconnectedGroups'), { findings }, now);
  expect(apart).toMatchObject([{ AccountDomain: 'fabrikam', HostName: 'FS01', UserCount: 2, Shares: 2 }]);
});

itOnRows('verdicts reach the finding: of closed incidents, in their latest row', async () => {
  const row = finding({ at });
  const details = { 'Custom Details': JSON.stringify({ RecordId: [row.RecordId], Reason: ['scored'] }) };
  const alert = { SystemAlertId: 'a1', TimeGenerated: at, ExtendedProperties: JSON.stringify(details) };
  const incident = (Status: string, Classification: string, modified: string) => ({
    IncidentNumber: 7,
    Status,
    Classification,
    LastModifiedTime: modified,
    AlertIds: ['a1', 'of another rule'],
    [ingestionTimeColumn]: modified,
  });
  const incidents = [
    incident('New', '', '2026-11-28T10:30:00Z'),
    incident('Closed', 'BenignPositive', '2026-11-28T11:30:00Z'),
  ];
  const query = queryOf('VerdictsOnFindings');
  const closed = await result(query, { findings: [row], alerts: [alert], incidents }, now);
  expect(closed).toMatchObject([{ IncidentNumber: 7, Classification: 'BenignPositive', User: 'contoso\\alice' }]);
  expect(await result(query, { findings: [row], alerts: [alert], incidents: incidents.slice(0, 1) }, now)).toEqual([]);
});

itOnRows('servers unusual among peers are told by the reasons of the findings', async () => {
  const reasons = { FirstTimeUserAccessedServer: true, ServerUncommonlyAccessedAmongPeers: true, peersCount: 20 };
  const findings = [
    { ...finding({ at, share: 'a' }), Reasons: { ...reasons, peersUsingServer: 1 } },
    { ...finding({ at, share: 'b' }), Reasons: { ...reasons, ServerUncommonlyAccessedAmongPeers: false } },
    finding({ at, share: 'c' }),
  ];
  const rows = await result(queryOf('ServersUnusualAmongPeers'), { findings }, now);
  expect(rows).toMatchObject([{ Resource: 'fs01.contoso.local\\a', PeersUsingServer: 1, PeersCount: 20 }]);
});
