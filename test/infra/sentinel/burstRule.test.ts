import { deliveredAgain, finding, itOnRows, queryOf, result, resultsAt } from './workspaceFixture';

const rule = queryOf('BurstOfAnomalousShareAccesses');

/** Alice opening a share at a minute of 28 November's tenth hour, found as it happened. */
const opened = (share: string, minute: number, more: { readonly user?: string; readonly pValue?: number } = {}) =>
  finding({ at: new Date(Date.UTC(2026, 10, 28, 10, minute)).toISOString(), share, pValue: 0.03, ...more });

itOnRows('three shares within an hour are told once, with all of them', async () => {
  const findings = [opened('a', 0), opened('b', 20), opened('c', 50)];
  const [told, afterwards] = await resultsAt(rule, { findings }, ['2026-11-28T11:05:00Z', '2026-11-28T12:05:00Z']);
  expect(afterwards).toEqual([]);
  expect(told).toMatchObject([
    {
      User: 'contoso\\alice',
      ShareCount: 3,
      ResourceList: 'fs01.contoso.local\\a, fs01.contoso.local\\b, fs01.contoso.local\\c',
      Began: '2026-11-28T10:00:00.000Z',
    },
  ]);
});

itOnRows('a burst that a run cuts in two is told by the run that sees its third share', async () => {
  const findings = [opened('a', 40), opened('b', 50), opened('c', 70)];
  const [first, second] = await resultsAt(rule, { findings }, ['2026-11-28T11:05:00Z', '2026-11-28T12:05:00Z']);
  expect(first).toEqual([]);
  expect(second).toMatchObject([{ ShareCount: 3 }]);
});

itOnRows('it is not told again while it goes on, nor when its findings are delivered again', async () => {
  const burst = [opened('a', 0), opened('b', 10), opened('c', 20), opened('d', 65), opened('e', 75)];
  const again = burst.map((row) => deliveredAgain(row, '2026-11-29T10:00:00Z'));
  const runs = ['2026-11-28T11:01:00Z', '2026-11-28T12:01:00Z', '2026-11-29T10:30:00Z'];
  const told = await resultsAt(rule, { findings: [...burst, ...again] }, runs);
  expect(told.map(({ length }) => length)).toEqual([1, 0, 0]);
});

itOnRows('another burst, later the same day, is told', async () => {
  const morning = [opened('a', 0), opened('b', 10), opened('c', 20)];
  const evening = [opened('d', 500), opened('e', 510), opened('f', 520)];
  const told = await result(rule, { findings: [...morning, ...evening] }, '2026-11-28T19:00:00Z');
  expect(told).toMatchObject([{ Began: '2026-11-28T18:20:00.000Z', ShareCount: 3 }]);
});

itOnRows('shares an hour apart, one share thrice, three users and usual accesses are no burst', async () => {
  const now = '2026-11-28T12:30:00Z';
  const apart = [opened('a', 0), opened('b', 60), opened('c', 120)];
  const same = [opened('a', 0), opened('a', 10), opened('a', 20)];
  const users = ['alice', 'bob', 'carol'].map((name, i) => opened(`s${i}`, 100, { user: `contoso\\${name}` }));
  const usual = [opened('a', 100, { pValue: 0.2 }), opened('b', 101, { pValue: 0.2 }), opened('c', 102)];
  for (const findings of [apart, same, users, usual]) {
    expect(await result(rule, { findings }, now)).toHaveLength(0);
  }
});
