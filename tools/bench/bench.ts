import '../requireNode';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import { UsageError } from '../byoml/command';
import { Screen } from '../start/screen';
import { describeEnvironment } from './environment';
import type { Check, Measurement } from './measurement';
import { type BenchOptions, benchHelp, benchOptions } from './options';
import { projectFolder } from './projectFolder';
import { readmeTable, updateReadme } from './readmeLines';
import { type BenchResults, resultsPage, writeResults } from './results';
import { findRivals, noRivals } from './rivals/rivals';
import { sectionNames, sections } from './sections';

async function main(words: readonly string[]): Promise<number> {
  const options = benchOptions(words);
  if (options.help) {
    process.stdout.write(benchHelp);
    return 0;
  }
  const screen = new Screen();
  const names = options.only.length > 0 ? options.only : sectionNames;
  const isTraining = names.includes('training');
  const rivals = options.short || !isTraining ? noRivals('left out of a short bench') : await findRivals(screen);
  const folder = mkdtempSync(join(tmpdir(), 'byoml-bench-'));
  const measurements: Measurement[] = [];
  const checks: Check[] = [];
  try {
    for (const name of names) {
      const started = performance.now();
      const found = await sections[name]({ isShort: options.short, folder, rivals, screen });
      screen.line(`${name}: measured in ${Math.round((performance.now() - started) / 1000)} s`);
      measurements.push(...found.measurements);
      checks.push(...found.checks);
    }
  } finally {
    screen.end();
    rmSync(folder, { recursive: true });
  }
  const command = ['npm run bench', ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
  const results = { environment: describeEnvironment(command, rivals.versions), measurements, checks };
  screen.line(resultsPage(results));
  screen.line(readmeTable(measurements));
  keep(results, options, screen);
  return checks.every(({ passed }) => passed) ? 0 : 1;
}

/** Results to be shown stand beside the code, those of a few sections by their name; others among what git ignores. */
function keep(results: BenchResults, { record, only }: BenchOptions, screen: Screen): void {
  const folder = join(projectFolder, record ? 'tools/bench/results' : '.local/bench/results');
  const name = [results.environment.measuredAt.slice(0, 10), ...only].join('-');
  const page = writeResults(folder, name, results);
  if (record) updateReadme(join(projectFolder, 'README.md'), results.measurements);
  screen.line(`Raw numbers: ${page.replace(/\.md$/, '.json')}`);
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    const text = error instanceof ActionableError ? error.message : (error as Error).stack;
    process.stderr.write(`${text}${isUsage ? ' See npm run bench -- --help.' : ''}\n`);
    return isUsage ? 2 : 1;
  })
  .then((exitCode) => process.exit(exitCode));
