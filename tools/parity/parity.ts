import '../requireNode';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import { UsageError } from '../byoml/command';
import { Screen } from '../start/screen';
import { parityHelp, parityOptions } from './options';
import { parityTables } from './parityPage';
import { runCases } from './runCases';
import { findSpark } from './sparkEnvironment';

async function main(words: readonly string[]): Promise<number> {
  const options = parityOptions(words);
  if (options.help) {
    process.stdout.write(parityHelp);
    return 0;
  }
  const screen = new Screen();
  const spark = await findSpark(screen);
  const folder = mkdtempSync(join(tmpdir(), 'byoml-parity-'));
  try {
    const runs = await runCases(options.only, spark, folder, screen);
    const results = runs.map(({ result }) => result);
    screen.line(parityTables(results));
    const missed = results.flatMap(({ name, missed }) => missed.map((what) => `${name}: ${what}`));
    for (const line of missed) screen.line(`MISSED: ${line}`);
    return missed.length > 0 ? 1 : 0;
  } finally {
    screen.end();
    rmSync(folder, { recursive: true });
  }
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    const text = error instanceof ActionableError ? error.message : (error as Error).stack;
    process.stderr.write(`${text}${isUsage ? ' See npm run parity -- --help.' : ''}\n`);
    return isUsage ? 2 : 1;
  })
  .then((exitCode) => process.exit(exitCode));
