import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writingRule } from '../../shared/settings';
import { deployed, ofType } from '../infra/deployed';
import { type Installation, monthlyQuantities } from './monthlyQuantities';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/costs.md');
const template = read('infra/main.bicep');

const defaultOf = (parameter: string) =>
  Number(new RegExp(`^param ${parameter} \\w+ = (\\d+)$`, 'm').exec(template)![1]);

function measuredReadingSpeed(): number {
  const { measurements } = JSON.parse(read('tools/bench/results/2026-11-28.json')) as {
    readonly measurements: readonly { subject: string; contestant: string; samples: readonly number[] }[];
  };
  const { samples } = measurements.find(({ subject, contestant }) => /Azurite/.test(subject) && contestant === 'ours')!;
  return Math.round([...samples].sort((one, other) => one - other)[samples.length >> 1]!);
}

function measuredTrainingSeconds(pairs: number): number {
  const { points } = JSON.parse(read('tools/bench/results/growth.json')) as {
    readonly points: readonly { pairs: number; answer: { seconds: Readonly<Record<string, number>> } }[];
  };
  const { seconds } = points.find((point) => point.pairs === pairs)!.answer;
  return Object.values(seconds).reduce((sum, part) => sum + part, 0);
}

const cells = (row: string) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Rows of the table of quantities, header first. */
const table = (/<!-- quantities -->\n(.*?)\n<!-- \/quantities -->/s.exec(page)?.[1] ?? '')
  .split('\n')
  .filter((row) => !row.startsWith('|---'))
  .map(cells);

/** Three digits that count: 13732910.2 is 13,700,000. */
const written = (quantity: number) =>
  new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, useGrouping: true }).format(quantity);

const [header, pairs, ...rows] = table;

function installation(column: number): Installation {
  return {
    exportedGigabytes: Number(/^(\d+) GB a day$/.exec(header![column]!)![1]),
    trainingSeconds: measuredTrainingSeconds(Number(pairs![column]!.replaceAll(',', ''))),
    readingSpeed: measuredReadingSpeed(),
    batchSize: (JSON.parse(read('host.json')) as { extensions: { eventHubs: { maxEventBatchSize: number } } })
      .extensions.eventHubs.maxEventBatchSize,
    instanceGigabytes: defaultOf('scorerMemoryMB') / 1024,
    keptDays: defaultOf('lookbackDays') + 14,
    findingsPerDay: 2 * writingRule({}).dailyBudget,
  };
}

it.each([1, 2, 3])('the quantities of column %i follow from what is measured', (column) => {
  expect(Object.fromEntries(rows.map((row) => [row[0], row[column]]))).toEqual(
    Object.fromEntries(
      Object.entries(monthlyQuantities(installation(column))).map(([name, quantity]) => [name, written(quantity)]),
    ),
  );
});

it('names the speed that is measured', () => {
  expect(page).toContain(`${measuredReadingSpeed()} MB/s`);
});

it('counts the alerts and the private endpoints that are deployed', () => {
  const count = (type: string, parameters = {}) => ofType(deployed(parameters), type).length;
  const endpoints = count('Microsoft.Network/privateEndpoints', { privateNetworking: true });
  const withTrainer = count('Microsoft.Network/privateEndpoints', { privateNetworking: true, separateTrainer: true });
  expect(page.replaceAll('\n', ' ')).toContain(
    `${count('Microsoft.Insights/scheduledQueryRules')} log alerts and ${count('Microsoft.Insights/metricAlerts')} metric alerts`,
  );
  expect(page.replaceAll('\n', ' ')).toContain(
    `${endpoints} private endpoints, ${withTrainer} with a trainer of its own`,
  );
});

it('the largest installation needs more throughput units than the template allows by default, as the page warns', () => {
  const units = monthlyQuantities(installation(3))['throughput unit hours']! / 720;
  expect(units).toBeGreaterThan(defaultOf('maximumThroughputUnits'));
  expect(page).toMatch(/`maximumThroughputUnits`/);
});
