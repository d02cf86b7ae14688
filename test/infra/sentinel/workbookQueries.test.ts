import { fileShareRow } from '../../shared/events/rows';
import { retrainModelsLine, scoreEventsLine } from './functionLogs';
import { content, dayFinding, finding, itOnRows, type Rows, results } from './workspaceFixture';

const at = '2026-11-28T10:20:00Z';
const now = '2026-11-28T12:00:00Z';
const workbook = content.workbooks[0]!;

/** What items of the workbook show, by their names; all of them unless some are named. */
function shown(rows: Rows, ...names: readonly string[]) {
  const items = workbook.queries.filter(({ name }) => names.length === 0 || names.includes(name));
  return results(Object.fromEntries(items.map((item) => [item.name, workbook.substituted(item)])), rows, now);
}

itOnRows('in an empty workspace every item has a result, if an empty one', async () => {
  const items = await shown({});
  expect(items.summary!.map(({ Value }) => Value)).toEqual([0, 0, 0, 0, 0]);
  expect(items.graph).toEqual([]);
});

itOnRows('the delivery balance adds up, and tells where it does not', async () => {
  const traces = [
    scoreEventsLine({ received: 10, scored: 4, skipped: { otherEvent: 3, excludedAccount: 2 }, parked: 1 }, at),
    scoreEventsLine({ received: 5, scored: 5, written: 2 }, '2026-11-28T10:30:00Z'),
    scoreEventsLine({ received: 7, retried: 6, skipped: { noUser: 1 } }, '2026-11-28T10:40:00Z'),
    scoreEventsLine({ received: 9, scored: 8 }, '2026-11-27T10:40:00Z'),
  ];
  const { balance, problems } = await shown({ traces }, 'balance', 'problems');
  expect(balance).toMatchObject([
    { Invocations: 3, Received: 22, Scored: 9, Skipped: 6, Parked: 1, Retried: 6, Difference: 0, Written: 2 },
    { Invocations: 1, Received: 9, Scored: 8, Skipped: 0, Difference: 1 },
  ]);
  expect(problems).toHaveLength(2);
});

itOnRows('the graph links users to what is strange and what is usual; all links end at nodes', async () => {
  const events = ['Finance', 'HR'].map((share) => fileShareRow({ ShareName: `\\\\*\\${share}`, _ItemId: share }));
  const findings = [finding({ at, share: 'Payroll' }), finding({ at, user: 'contoso\\bob', share: 'Finance' })];
  const { graph } = await shown({ findings, events }, 'graph');
  const nodes = new Map(graph!.filter(({ Id }) => Id !== '').map(({ Id, Name, What }) => [Id, `${What} ${Name}`]));
  const links = graph!.filter(({ Source }) => Source !== '');
  expect(links.map(({ Source, Target, Link }) => `${nodes.get(Source)}, ${Link}: ${nodes.get(Target)}`).sort()).toEqual(
    [
      'user contoso\\alice, strange: strange fs01.contoso.local\\payroll',
      'user contoso\\alice, usual: strange fs01.contoso.local\\finance',
      'user contoso\\alice, usual: usual fs01.contoso.local\\hr',
      'user contoso\\bob, strange: strange fs01.contoso.local\\finance',
    ],
  );
});

itOnRows('findings are counted by their keys, days and chance; nights tell what they learned', async () => {
  const rare = finding({ at, pValue: 0.0005 });
  const findings = [
    rare,
    { ...rare, Explanation: 'again' },
    finding({ at, share: 'HR', pValue: 0.03 }),
    dayFinding({ at, pValue: 0.002 }),
  ];
  const traces = [
    retrainModelsLine({ version: 'm1' }, at),
    retrainModelsLine({ error: 'no rows' }, '2026-11-27T02:30:00Z'),
  ];
  const items = await shown({ findings, traces }, 'summary', 'findings over time', 'models');
  expect(items.summary).toMatchObject([
    { Name: 'strange accesses', Value: 1 },
    { Name: 'strange days', Value: 1 },
    { Name: 'users in them', Value: 1 },
    { Name: 'users never seen', Value: 0 },
    { Name: 'findings without a chance', Value: 0 },
  ]);
  expect(items['findings over time']!.map(({ Rarity, Findings }) => [Rarity, Findings])).toEqual([
    ['1 in 1,000 or rarer', 1],
    ['1 in 100 or rarer', 1],
    ['1 in 20 or rarer', 1],
  ]);
  expect(items.models).toMatchObject([
    { ModelVersion: 'm1', Users: 12, Shares: 7, Pairs: 40, RocAuc: 0.932, Error: '' },
    { ModelVersion: '', Error: 'no rows' },
  ]);
});
