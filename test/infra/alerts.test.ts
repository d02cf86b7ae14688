import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultTable } from '../../shared/detectors/resourceAccess/columns';
import { emptyCounts } from '../../shared/jobs/invocationCounts';
import { modelVersion } from '../../shared/storage/modelLayout';
import { jsonLine } from '../../shared/text/jsonLine';
import { valueAt } from '../../tools/checkInfra/deployment/value';
import { deployed, ofType } from './deployed';

const folder = join(__dirname, '../../infra/modules/monitoring/queries');
const query = (name: string) => readFileSync(join(folder, name), 'utf8');
const queries = readdirSync(folder);

const rules = ofType(deployed({ alertAfterSilence: 'PT1H' }), 'Microsoft.Insights/scheduledQueryRules');
const minutes = (duration: unknown): number => {
  const [, days = 0, hours = 0, rest = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(String(duration))!;
  return Number(days) * 1440 + Number(hours) * 60 + Number(rest);
};

it('each query is of one alert', () => {
  const template = readFileSync(join(folder, '../alerts.bicep'), 'utf8');
  expect([...template.matchAll(/loadTextContent\('queries\/(\w+\.kql)'\)/g)].map(([, name]) => name).sort()).toEqual(
    queries,
  );
  expect(rules).toHaveLength(queries.length);
});

// https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule
it.each(
  rules.map(({ body }) => [String(valueAt(body, 'properties', 'displayName')), body] as const),
)('"%s" looks back no further than an alert can, and looks again before it has passed', (_, body) => {
  const window = minutes(valueAt(body, 'properties', 'windowSize'));
  const frequency = minutes(valueAt(body, 'properties', 'evaluationFrequency'));
  expect([30, 60, 120, 180, 360, 1440, 2880]).toContain(window);
  expect([15, 30, 60, 360]).toContain(frequency);
  expect(frequency).toBeLessThanOrEqual(window);
});

it.each(queries)('%s asks for log lines as the functions write them', (name) => {
  const beginnings = [...query(name).matchAll(/Message startswith '([^']+)'/g)].map(([, beginning]) => beginning!);
  const written = ['scoreEvents', 'gatherCases', 'retrainModels'].map((name) =>
    jsonLine({ function: name, received: 0 }),
  );
  for (const beginning of beginnings) expect(written.filter((line) => line.startsWith(beginning))).toHaveLength(1);
});

it('what queries read of the line of an invocation is in it', () => {
  const counts = { ...emptyCounts(), deadLetters: { blob: '', detail: '' } };
  const read = queries.flatMap((name) => [...query(name).matchAll(/\bCounts\.(\w+)(?:\.(\w+))?/g)]);
  expect(read.length).toBeGreaterThan(4);
  for (const [, name, inner] of read) {
    const value: unknown = counts[name as keyof typeof counts];
    expect(value).toBeDefined();
    if (inner !== undefined) expect(value).toHaveProperty(inner);
  }
});

// As the trigger logs it: https://github.com/Azure/azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.EventHubs
it.each([
  'Trigger Details: PartitionId: 0, Offset: 1011240-1011632, EnqueueTimeUtc: 2026-11-28T19:04:04.2030000Z-2026-11-28T19:04:04.3900000Z, SequenceNumber: 2546-2547, Count: 2',
  'Trigger Details: PartionId: 0, Offset: 42-42, EnqueueTimeUtc: 2026-11-28T19:04:04.9100000+00:00-2026-11-28T19:04:05.9100000+00:00, SequenceNumber: 142-142, Count: 1',
])('the oldest message of a batch is read of "%s"', (message) => {
  const [, beginning] = /Message startswith "([^"]+)"/.exec(query('backlog.kql'))!;
  const [, pattern] = /extract\(@"([^"]+)", 1, Message\)/.exec(query('backlog.kql'))!;
  expect(message.startsWith(beginning!)).toBe(true);
  expect(new RegExp(pattern!).exec(message)![1]).toBe('2026-11-28T19:04:04');
});

it('the age of a model is read of its version', () => {
  const version = modelVersion(new Date('2026-11-28T02:30:00Z'), 'ab'.repeat(32));
  const parts = [...query('modelOutdated.kql').matchAll(/substring\(ModelVersion, (\d), (\d)\)/g)];
  expect(parts.map(([, from, length]) => version.substring(Number(from), Number(from) + Number(length)))).toEqual([
    '2026',
    '11',
    '28',
  ]);
});

it('rows that were dropped are looked for under the name of the table', () => {
  expect(query('droppedRows.kql')).toContain(`InputStreamId has "${resultTable}"`);
});
