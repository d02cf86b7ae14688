import { resourceNameOf } from '../../../shared/detectors/resourceAccess/affinity/resourceName';
import { dayFinding, deliveredAgain, finding, itOnRows, result } from './workspaceFixture';

const at = '2026-11-28T10:20:00Z';
const now = '2026-11-28T12:00:00Z';

itOnRows('each finding is there once, in its latest row, with the times of its first and last', async () => {
  const first = finding({ at });
  const later = { ...deliveredAgain(first, '2026-11-28T11:20:00Z'), Explanation: 'later' };
  expect(await result('ByomlFindings()', { findings: [later, first] }, now)).toMatchObject([
    {
      FirstIngestedAt: '2026-11-28T10:20:00.000Z',
      LastIngestedAt: '2026-11-28T11:20:00.000Z',
      Explanation: 'later',
    },
  ]);
});

itOnRows('two spellings of an account whose days share a key stay two', async () => {
  const findings = ['CONTOSO\\alice', 'contoso\\alice'].map((user) => ({ ...dayFinding({ at, user }), RecordId: 'r' }));
  expect(await result('ByomlFindings()', { findings }, now)).toHaveLength(2);
});

itOnRows('accounts, hosts, clients and shares are taken apart for entities', async () => {
  const findings = [
    finding({ at, user: 'contoso\\alice', ipAddress: '::ffff:10.1.4.22' }),
    finding({ at, user: 'bob@contoso.local', computer: 'FS01', ipAddress: 'fe80::1' }),
    finding({ at, user: 'carol', share: 'C$' }),
  ];
  const rows = await result('ByomlFindings() | sort by User asc', { findings }, now);
  expect(rows).toMatchObject([
    { AccountName: 'bob', AccountDomain: '', AccountUpnSuffix: 'contoso.local', HostName: 'FS01', HostDomain: '' },
    { AccountName: 'carol', AccountDomain: '', AccountUpnSuffix: '', FileName: 'C$' },
    { AccountName: 'alice', AccountDomain: 'contoso', HostName: 'FS01', HostDomain: 'contoso.local' },
  ]);
  expect(rows.map(({ ClientAddress }) => ClientAddress)).toEqual(['fe80::1', '10.1.4.22', '10.1.4.22']);
  expect(rows[2]).toMatchObject({ FileName: 'Finance', FileDirectory: '\\\\FS01.contoso.local' });
});

itOnRows('administrative shares are those that the scorer takes for such', async () => {
  const shares = ['C$', 'c$', 'ADMIN$', 'Admin$', 'IPC$', 'Finance', 'CC$', 'C', 'print$', 'users$', 'x$'];
  const findings = shares.map((share) => finding({ at, share }));
  const rows = await result('ByomlFindings() | project Resource, FileName, IsAdministrativeShare', { findings }, now);
  expect(rows).toHaveLength(shares.length);
  for (const { Resource, IsAdministrativeShare } of rows) {
    expect([Resource, IsAdministrativeShare]).toEqual([Resource, resourceNameOf(String(Resource)).isAdministrative]);
  }
});

itOnRows('the allow-list takes out a user, a share, or a user on a share, until its date', async () => {
  const watchlist = [
    { User: 'CONTOSO\\backup', Resource: '*' },
    { User: '*', Resource: 'FS01.contoso.local\\Public' },
    { User: 'contoso\\alice', Resource: 'fs01.contoso.local\\finance', Until: '2026-11-29T00:00:00Z' },
    { User: 'contoso\\bob', Resource: 'fs01.contoso.local\\finance', Until: '2026-11-27T00:00:00Z' },
    { User: '*', Resource: '*', Why: 'would allow everything' },
    { User: '', Resource: '', Why: 'so would this' },
  ];
  const findings = [
    finding({ at, user: 'contoso\\backup', share: 'a' }),
    finding({ at, user: 'contoso\\bob', share: 'Public' }),
    finding({ at, user: 'contoso\\alice' }),
    finding({ at, user: 'contoso\\bob' }),
    finding({ at, user: 'contoso\\alice', share: 'HR' }),
    dayFinding({ at, user: 'contoso\\backup' }),
    dayFinding({ at, user: 'contoso\\alice' }),
  ];
  const rows = await result(
    'ByomlFindings() | where Allowed | project Kind, User, Resource',
    { findings, watchlist },
    now,
  );
  expect(rows.map(({ Kind, User, Resource }) => `${Kind} ${User} ${Resource}`).sort()).toEqual([
    'access contoso\\alice fs01.contoso.local\\finance',
    'access contoso\\backup fs01.contoso.local\\a',
    'access contoso\\bob fs01.contoso.local\\public',
    'case contoso\\backup fs01.contoso.local\\finance',
  ]);
});
