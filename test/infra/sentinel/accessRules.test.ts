import { deliveredAgain, finding, itOnRows, queryOf, result, results, resultsAt } from './workspaceFixture';

const rule = queryOf('AnomalousShareAccess');
const adminRule = queryOf('AnomalousAdminShareAccess');

itOnRows('an access is told by the run after it was ingested, and by no other', async () => {
  const findings = [finding({ at: '2026-11-28T10:20:00Z' })];
  const runs = ['2026-11-28T10:15:00Z', '2026-11-28T11:15:00Z', '2026-11-28T12:15:00Z'];
  const told = await resultsAt(rule, { findings }, runs);
  expect(told.map(({ length }) => length)).toEqual([0, 1, 0]);
});

itOnRows('a finding that is delivered again is not told again, whether twice within a run or days later', async () => {
  const first = finding({ at: '2026-11-25T10:20:00Z' });
  const copies = [first, deliveredAgain(first, '2026-11-25T10:40:00Z'), deliveredAgain(first, '2026-11-28T10:20:00Z')];
  const told = await resultsAt(rule, { findings: copies }, ['2026-11-25T11:05:00Z', '2026-11-28T11:05:00Z']);
  expect(told.map(({ length }) => length)).toEqual([1, 0]);
});

itOnRows('a user who comes to a share again is not told again, another user and another share are', async () => {
  const findings = [
    finding({ at: '2026-11-28T09:20:00Z' }),
    finding({ at: '2026-11-28T10:20:00Z' }),
    finding({ at: '2026-11-28T10:20:00Z', user: 'contoso\\bob' }),
    finding({ at: '2026-11-28T10:20:00Z', share: 'HR' }),
  ];
  const told = await result(rule, { findings }, '2026-11-28T11:05:00Z');
  expect(told.map(({ User, Resource }) => [User, Resource]).sort()).toEqual([
    ['contoso\\alice', 'fs01.contoso.local\\hr'],
    ['contoso\\bob', 'fs01.contoso.local\\finance'],
  ]);
});

itOnRows('a first access that was too usual to be told does not hide a later one that is not', async () => {
  const findings = [
    finding({ at: '2026-11-28T09:20:00Z', pValue: 0.02 }),
    finding({ at: '2026-11-28T10:20:00Z', pValue: 0.0008 }),
  ];
  expect(await result(rule, { findings }, '2026-11-28T11:05:00Z')).toHaveLength(1);
});

itOnRows('chance, disconnection and score decide what is told, and how gravely', async () => {
  const at = '2026-11-28T10:20:00Z';
  const findings = [
    finding({ at, share: 'medium', pValue: 0.002 }),
    finding({ at, share: 'high', pValue: 0.0002 }),
    finding({ at, share: 'usual', pValue: 0.0021 }),
    finding({ at, share: 'apart', pValue: 0.002, reason: 'disconnected' }),
    finding({ at, share: 'deviating', pValue: null, score: 5 }),
    finding({ at, share: 'slight', pValue: null, score: 4.9 }),
    finding({ at, share: 'unknown', pValue: null, score: null, reason: 'unknownUser' }),
  ];
  const told = await result(rule, { findings }, '2026-11-28T11:05:00Z');
  const severities = told.map(({ FileName, AlertSeverity }) => [FileName, AlertSeverity]);
  expect(Object.fromEntries(severities)).toEqual({
    medium: 'Medium',
    high: 'High',
    apart: 'High',
    deviating: 'Medium',
  });
});

itOnRows('administrative shares are told by their own rule alone, and from a higher chance on', async () => {
  const at = '2026-11-28T10:20:00Z';
  const findings = ['C$', 'ADMIN$', 'Finance'].map((share) => finding({ at, share, pValue: 0.0005 }));
  const rows = {
    findings: [...findings, finding({ at, share: 'D$', pValue: 0.01 }), finding({ at, share: 'E$', pValue: 0.02 })],
  };
  const { ordinary, administrative } = await results(
    { ordinary: rule, administrative: adminRule },
    rows,
    '2026-11-28T11:05:00Z',
  );
  expect(ordinary.map(({ FileName }) => FileName)).toEqual(['Finance']);
  expect(administrative.map(({ FileName }) => FileName).sort()).toEqual(['ADMIN$', 'C$', 'D$']);
});
