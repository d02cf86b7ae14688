import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './environment';
import type { Check, Measurement } from './measurement';
import { resultsTable } from './table';

/** Everything one run of the bench found, and on what. */
export interface BenchResults {
  readonly environment: Environment;
  readonly measurements: readonly Measurement[];
  readonly checks: readonly Check[];
}

/** What the columns of the table mean. */
const legend = `The result is the median of all rounds, in which the contestants took turns, each in a process of its own.
"Ours = 1" is how many times as much time (or memory) a contestant takes as the first line of its case, the median over
the rounds: above 1, ours takes less. Training: seconds of a full iteration (items and users) with what the detector trains with (implicit
feedback, alpha 1, lambda 1, likelihoods 5 to 10); ours and Spark non-negative, implicit not, by its default of three
steps of conjugate gradients. \`error\` is the squared error over all cells of the matrix, weighted by confidence, as a
share of what predicting 0 everywhere costs, after as many iterations for all of a size. \`objective\` adds the
regularization as Spark and we define it (lambda by the number of ratings); implicit minimises another sum, with one
weight for all. \`heldOutRank\` is the mean percentile of pairs left out of training among a thousand items; 0 is best,
50 is chance. Peak memory is the largest resident set of a contestant's process so far, its data and, of Spark, the
JVM alone.
`;

/** The results as a Markdown page. */
export function resultsPage({ environment, measurements, checks }: BenchResults): string {
  const { processor, cores, memoryGigabytes, system, node, v8, rivals, command, measuredAt } = environment;
  const versions = Object.entries({ 'Node.js': node, V8: v8, ...rivals }).map(
    ([name, version]) => `${name} ${version}`,
  );
  const failed = checks.filter(({ passed }) => !passed);
  return `# Bench of ${measuredAt.slice(0, 10)}

\`${command}\` on ${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}; ${versions.join(', ')}.

${legend}
${resultsTable(measurements)}
${checks.length - failed.length} of ${checks.length} results checked are right.
${failed.map(({ what, detail }) => `- WRONG: ${what}: ${detail}\n`).join('')}`;
}

/** Writes the raw numbers (`NAME.json`) and the page (`NAME.md`). @returns the path of the page. */
export function writeResults(folder: string, name: string, results: BenchResults): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
  const page = join(folder, `${name}.md`);
  writeFileSync(page, resultsPage(results));
  return page;
}
