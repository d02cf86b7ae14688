import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ingestionTimeColumn } from '../../tools/checkContent/engine/engineDialect';
import type { TableRow } from '../../tools/checkContent/engine/kqlEngine';
import { fileShareRow } from '../shared/events/rows';
import { retrainModelsLine, scoreEventsLine } from './sentinel/functionLogs';
import { finding, itOnRows, type Rows, results } from './sentinel/workspaceFixture';

// What is given to a query is of its alert's window; Azure Monitor sees to that.
const now = '2026-11-28T12:00:00Z';
const folder = join(__dirname, '../../infra/modules/monitoring/queries');
const names = ['notScored', 'backlog', 'deadLetters', 'droppedRows', 'trainingFailed', 'modelOutdated'] as const;
const queryOf = (name: string) => readFileSync(join(folder, `${name}.kql`), 'utf8');
const queries = Object.fromEntries(names.map((name) => [name, queryOf(name)]));

const row = (values: TableRow, at: string): TableRow => ({ TimeGenerated: at, [ingestionTimeColumn]: at, ...values });
const access = (at: string) => row(fileShareRow({ TimeGenerated: at }), at);
const batch = (enqueued: string, at: string) => {
  const times = `${enqueued}.2030000Z-${enqueued}.3900000Z`;
  const Message = `Trigger Details: PartitionId: 0, Offset: 1-2, EnqueueTimeUtc: ${times}, SequenceNumber: 1-2, Count: 2`;
  return row({ Message }, at);
};
const error = (InputStreamId: string) => row({ InputStreamId }, '2026-11-28T11:00:00Z');
const scoredBy = (model: string) => finding({ at: '2026-11-28T11:00:00Z', model });

const scored = scoreEventsLine({ received: 5, scored: 4, skipped: { otherEvent: 1 } }, '2026-11-28T11:50:00Z');
const again = scoreEventsLine({ received: 9, retried: 9 }, '2026-11-28T11:51:00Z');
const deadLetters = { blob: '2026/11/28/11/a.jsonl', detail: 'not JSON' };
const parked = scoreEventsLine({ received: 3, parked: 3, deadLetters }, '2026-11-28T11:00:00Z');
const published = retrainModelsLine({ version: '20261128T023000Z-0123456789ab' }, '2026-11-28T02:30:00Z');
const failed = retrainModelsLine({ error: 'ExportError: no rows' }, '2026-11-28T02:30:00Z');
const started = row({ Message: 'Host started' }, '2026-11-26T12:30:00Z');
const young = batch('2026-11-28T11:48:00', '2026-11-28T11:49:00Z');
const old = batch('2026-11-28T10:58:00', '2026-11-28T11:49:00Z');

const healthy = {
  events: [access('2026-11-28T11:00:00Z')],
  // A batch that comes again is nothing where others are settled.
  traces: [started, published, young, scored, again],
  findings: [scoredBy('20261126T023000Z-0123456789ab')],
  errors: [error('Custom-Other_CL')],
} satisfies Rows;

/** The alerts that are raised, by their queries, with the first row that each found. */
async function raised(rows: Rows): Promise<Record<string, TableRow>> {
  const found = await results(queries, rows, now);
  return Object.fromEntries(names.flatMap((name) => (found[name]![0] ? [[name, found[name]![0]]] : [])));
}

itOnRows('nothing is told of what works, nor of what has only begun', async () => {
  expect(await raised(healthy)).toEqual({});
  expect(await raised({ events: [access('2026-11-28T11:45:00Z')], traces: [again, scored] })).toEqual({});
});

const broken: readonly [title: string, rows: Rows, alerts: Readonly<Record<string, TableRow>>][] = [
  [
    'accesses that nobody scores',
    { ...healthy, traces: [started, published] },
    { notScored: expect.objectContaining({ Accesses: 1 }) },
  ],
  [
    'messages that have waited',
    { ...healthy, traces: [...healthy.traces, old] },
    { backlog: { Problem: 'messages waited 51 minutes' } },
  ],
  [
    'rows that all come again',
    { ...healthy, traces: [started, published, young, again] },
    { backlog: { Problem: '9 rows come again, and none is settled' } },
  ],
  [
    'messages that were parked, by the blob, and why',
    { ...healthy, traces: [...healthy.traces, parked] },
    { deadLetters: expect.objectContaining({ Parked: 3, Blob: deadLetters.blob, Detail: deadLetters.detail }) },
  ],
  [
    'rows that were dropped',
    { ...healthy, errors: [...healthy.errors, error('Custom-AnomalousResourceAccessResult_CL')] },
    { droppedRows: expect.objectContaining({ InputStreamId: 'Custom-AnomalousResourceAccessResult_CL' }) },
  ],
  [
    'a night that failed, after one that did not',
    { ...healthy, traces: [...healthy.traces, failed] },
    { trainingFailed: expect.objectContaining({ Error: 'ExportError: no rows' }) },
  ],
  [
    'two days in which no model was published',
    { ...healthy, traces: [started, scored] },
    { modelOutdated: { Problem: 'no model was published in two days' } },
  ],
  [
    'findings of a model that is more than three days old',
    { ...healthy, findings: [scoredBy('20261124T023000Z-0123456789ab')] },
    { modelOutdated: { Problem: 'findings are made with a model of 2026-11-24' } },
  ],
];

for (const [title, rows, alerts] of broken) {
  itOnRows(`somebody is told of ${title}, and of nothing else`, async () => {
    expect(await raised(rows)).toEqual(alerts);
  });
}

itOnRows('silence is of share accesses, whatever else is reported', async () => {
  const query = { silence: queryOf('shareAccesses') };
  const other = { ...access('2026-11-28T11:00:00Z'), EventID: 4624 };
  expect((await results(query, { events: [other, ...healthy.events] }, now)).silence).toHaveLength(1);
});
