import { ingestionTimeColumn } from '../../../tools/checkContent/engine/engineDialect';
import type { TableRow } from '../../../tools/checkContent/engine/kqlEngine';
import { fileShareRow } from '../../shared/events/rows';
import { gatherCasesLine, retrainModelsLine, scoreEventsLine } from './functionLogs';
import { itOnRows, queryOf, type Rows, result } from './workspaceFixture';

const rule = queryOf('AnomalyDetectionHealth');
const now = '2026-11-28T12:00:00Z';

const events = [fileShareRow({ TimeGenerated: '2026-11-28T10:00:00Z' })];
const scored = scoreEventsLine({ received: 5, scored: 4, skipped: { otherEvent: 1 } }, '2026-11-28T10:01:00Z');
const before = scoreEventsLine({ received: 1, scored: 1 }, '2026-11-25T02:00:00Z');
const published = retrainModelsLine({ version: '20261128T023000Z-0123456789ab' }, '2026-11-28T02:30:00Z');
const healthy = { events, traces: [before, scored, published, gatherCasesLine(0, '2026-11-28T10:05:00Z')] };

const problems = async (rows: Rows) => (await result(rule, rows, now)).map(({ Problem }) => Problem).sort();

itOnRows('a healthy installation, a new one and one where nothing happens have no problem', async () => {
  expect(await problems(healthy)).toEqual([]);
  expect(await problems({ events, traces: [scored] })).toEqual([]);
  expect(await problems({})).toEqual([]);
});

const unhealthy: readonly [problem: string, rows: Rows][] = [
  ['silent', { ...healthy, traces: healthy.traces.filter((row) => row !== scored) }],
  [
    'parked',
    { ...healthy, traces: [...healthy.traces, scoreEventsLine({ received: 3, parked: 3 }, '2026-11-28T11:00:00Z')] },
  ],
  [
    'waiting',
    { ...healthy, traces: [published, scoreEventsLine({ received: 9, retried: 9 }, '2026-11-28T11:00:00Z')] },
  ],
  ['refused', { ...healthy, traces: [...healthy.traces, gatherCasesLine(2, '2026-11-28T11:00:00Z')] }],
  [
    'outdated',
    { ...healthy, traces: [before, scored, retrainModelsLine({ error: 'no rows' }, '2026-11-28T02:30:00Z')] },
  ],
  ['dropped', { ...healthy, errors: [droppedRow('2026-11-28T11:00:00Z')] }],
];

for (const [problem, rows] of unhealthy) {
  itOnRows(`a problem of kind ${problem} is told`, async () => {
    expect(await problems(rows)).toEqual([problem]);
  });
}

itOnRows('what was told six hours ago is not told again', async () => {
  const parked = scoreEventsLine({ received: 3, parked: 3 }, '2026-11-28T05:00:00Z');
  expect(await problems({ ...healthy, traces: [...healthy.traces, parked] })).toEqual([]);
});

function droppedRow(at: string): TableRow {
  const stream = 'Custom-AnomalousResourceAccessResult_CL';
  return { TimeGenerated: at, InputStreamId: stream, Message: 'A column is missing.', [ingestionTimeColumn]: at };
}
