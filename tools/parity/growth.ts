import '../requireNode';

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import { askOnce, nodeProgram } from '../bench/contestant';
import { describeEnvironment } from '../bench/environment';
import { grouped, significant } from '../bench/numbers';
import { projectFolder } from '../bench/projectFolder';
import { markdownTable } from '../bench/table';
import { largeTenant, largeTenantSize } from '../sample/largeTenant';
import { Screen } from '../start/screen';
import { writeRows } from './caseFiles';
import type { OurRequest, TrainingCost } from './ourTraining';
import { conditionsLine } from './recordParity';
import { cores } from './runCase';
import { findSpark, type SparkEnvironment } from './sparkEnvironment';
import { type SparkAnswer, type SparkRequest, sparkRequest } from './sparkTraining';

// npm run parity:growth [-- PAIRS…]: what the same training costs here and on Spark, as the number of pairs grows. Writes
// tools/parity/results/growth.{json,md} where it is not told which numbers of pairs.

const usualPairs = [100_000, 300_000, 1_000_000, 3_000_000];

/** SynapseML's defaults. */
const parameters = { scorer: 'accessAnomaly', rank: 10, iterations: 25 } as const;
const sparkMemory = '6g';

/** So that memory is measured where it is more than Node.js would take by itself, too. */
const heapMegabytes = Math.floor((totalmem() / 2 ** 20) * 0.75);

/** What the same pairs cost on both sides. */
interface GrowthPoint {
  readonly pairs: number;
  readonly users: number;
  readonly resources: number;
  /** Of the minute before: above the number of cores, times are longer than they need be. */
  readonly loadAverage: number;
  readonly ours: TrainingCost;
  readonly spark: TrainingCost;
}

async function main(words: readonly string[]): Promise<number> {
  const screen = new Screen();
  const spark = await findSpark(screen);
  const loadAverage = loadavg()[0]!;
  const folder = mkdtempSync(join(tmpdir(), 'byoml-growth-'));
  const points: GrowthPoint[] = [];
  try {
    for (const pairs of words.length > 0 ? words.map(Number) : usualPairs) {
      const measured = await measure(pairs, spark, folder);
      points.push(measured.point);
      screen.line(lineOf(measured.point).join('  '));
      // After each, as the last ones take long.
      if (words.length === 0) {
        record(points, { environment: describeEnvironment('npm run parity:growth', measured.versions), loadAverage });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}

async function measure(pairs: number, spark: SparkEnvironment, folder: string) {
  const rows = join(folder, 'rows.tsv');
  await writeRows(rows, largeTenant(pairs));
  const loadAverage = loadavg()[0]!;
  const program = nodeProgram('../parity/ourTraining', [], [`--max-old-space-size=${heapMegabytes}`]);
  const model = join(folder, 'ours.model');
  const ours = await askOnce<OurRequest, TrainingCost>(program, { rows, parameters, threads: cores, model });
  const { versions, ...cost } = await askOnce<SparkRequest, SparkAnswer>(
    spark.program('spark/train_access_anomaly.py', [String(cores), sparkMemory]),
    sparkRequest(parameters, { rows, folder }),
  );
  return {
    point: { pairs, ...largeTenantSize(pairs), loadAverage, ours, spark: cost },
    versions,
  };
}

function record(points: readonly GrowthPoint[], conditions: Parameters<typeof conditionsLine>[0]): void {
  const results = join(projectFolder, 'tools/parity/results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'growth.json'), `${JSON.stringify({ ...conditions, points }, null, 2)}\n`);
  const header = [
    'pairs',
    'users',
    'resources',
    'ours',
    'of processors',
    'memory',
    'Spark',
    'of processors',
    'memory',
    'Spark / ours',
    'of processors',
    'load',
  ];
  writeFileSync(
    join(results, 'growth.md'),
    `# The same training, here and on Spark

${conditionsLine(conditions)}

AccessAnomaly at its defaults (rank 10, 25 iterations, implicit feedback): ours on ${cores} threads, from rows in memory to the
model; SynapseML's on Spark local[${cores}] with a heap of ${sparkMemory}, from cached rows to its vectors, in a session that has just
started. Each line in processes of its own. *Of processors* is what all of them gave, with the Python processes of Spark:
where the load, the machine's average before each line, is above its cores, seconds are longer than they need be and
these are not. Memory is the largest resident set, of Spark that of Java alone, which takes what it is given.

${markdownTable(header, points.map(lineOf))}`,
  );
}

function lineOf({ pairs, users, resources, ours, spark, loadAverage }: GrowthPoint): string[] {
  const costs = [ours, spark].flatMap(({ seconds, processorSeconds, peakMegabytes }) => [
    `${significant(seconds)} s`,
    processorSeconds === null ? '' : `${significant(processorSeconds)} s`,
    peakMegabytes === null ? '' : `${significant(peakMegabytes)} MB`,
  ]);
  const ratios = [
    spark.seconds / ours.seconds,
    (spark.processorSeconds ?? Number.NaN) / (ours.processorSeconds ?? Number.NaN),
  ];
  return [
    grouped(pairs),
    grouped(users),
    grouped(resources),
    ...costs,
    ...ratios.map((ratio) => `${significant(ratio)}x`),
    loadAverage.toFixed(1),
  ];
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof ActionableError ? error.message : (error as Error).stack}\n`);
    return 1;
  })
  .then((exitCode) => process.exit(exitCode));
