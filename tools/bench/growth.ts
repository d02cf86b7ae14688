import '../requireNode';

import { mkdirSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { Screen } from '../start/screen';
import { askOnce, nodeProgram } from './contestant';
import { describeEnvironment, type Environment } from './environment';
import { growthChart } from './growth/growthChart';
import { type GrowthAnswer, type GrowthPoint, type GrowthRequest, totalSeconds } from './growth/growthPoint';
import { grouped, significant } from './numbers';
import { projectFolder } from './projectFolder';
import { markdownTable } from './table';

// npm run bench:growth [-- PAIRS…]: how time and memory of the default training, affinities included, grow with the number
// of pairs. Writes docs/growth.svg and tools/bench/results/growth.{json,md} where it is not told which numbers of pairs.

const usualPairs = [100_000, 1_000_000, 10_000_000, 50_000_000];

/** So that memory is measured where it is more than Node.js would take by itself, too. */
const heapMegabytes = Math.floor((totalmem() / 2 ** 20) * 0.75);

async function main(words: readonly string[]): Promise<number> {
  const screen = new Screen();
  const points: GrowthPoint[] = [];
  for (const pairs of words.length > 0 ? words.map(Number) : usualPairs) {
    const point = await measure(pairs);
    points.push(point);
    screen.line(lineOf(point).join('  '));
  }
  const command = ['npm run bench:growth', ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
  if (words.length === 0) record(points, describeEnvironment(command, {}));
  return points.every(({ answer }) => answer !== null) ? 0 : 1;
}

async function measure(pairs: number): Promise<GrowthPoint> {
  try {
    const program = nodeProgram('growth/grow', [], [`--max-old-space-size=${heapMegabytes}`]);
    return { pairs, answer: await askOnce<GrowthRequest, GrowthAnswer>(program, { pairs }), failed: null };
  } catch (error) {
    return { pairs, answer: null, failed: (error as Error).message };
  }
}

function record(points: readonly GrowthPoint[], environment: Environment): void {
  const results = join(projectFolder, 'tools/bench/results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'growth.json'), `${JSON.stringify({ environment, points }, null, 2)}\n`);
  const header = ['pairs', 'train', 'check', 'encode', 'together', 'peak memory', 'model'];
  const { processor, cores, system, node, command, measuredAt } = environment;
  const page = `# How the cost of training grows

\`${command}\` on ${processor}, ${cores} cores, ${system}, Node.js ${node}, ${measuredAt.slice(0, 10)}: rank 10, 25 iterations, one
thread, all defaults; each line in a process of its own.

${markdownTable(header, points.map(lineOf))}`;
  writeFileSync(join(results, 'growth.md'), page);
  writeFileSync(join(projectFolder, 'docs/growth.svg'), growthChart(points));
}

function lineOf({ pairs, answer, failed }: GrowthPoint): string[] {
  if (answer === null) return [grouped(pairs), failed ?? '', '', '', '', '', ''];
  const { seconds, peakMegabytes, modelBytes } = answer;
  const times = ['train', 'check', 'encode'].map((step) => `${significant(seconds[step] ?? 0)} s`);
  const sizes = [`${significant(peakMegabytes)} MB`, `${significant(modelBytes / 1e6)} MB`];
  return [grouped(pairs), ...times, `${significant(totalSeconds(answer))} s`, ...sizes];
}

main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
