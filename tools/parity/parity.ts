import '../requireNode';

import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import { describeEnvironment } from '../bench/environment';
import { UsageError } from '../byoml/command';
import { Screen } from '../start/screen';
import { exchangeModels } from './exchange';
import { isExchanged } from './exchangeScores';
import { exchangeName, parityHelp, parityOptions } from './options';
import { exchangeTable, parityTables } from './parityPage';
import { recordParity } from './recordParity';
import { runCases } from './runCases';
import { findSpark } from './sparkEnvironment';

async function main(words: readonly string[]): Promise<number> {
  const options = parityOptions(words);
  if (options.help) {
    process.stdout.write(parityHelp);
    return 0;
  }
  const screen = new Screen();
  const loadAverage = loadavg()[0]!;
  const spark = await findSpark(screen);
  const folder = mkdtempSync(join(tmpdir(), 'byoml-parity-'));
  try {
    const runs = await runCases(options.only, spark, folder, screen);
    const results = runs.map(({ result }) => result);
    if (results.length > 0) screen.line(parityTables(results));
    const exchanges = options.only.includes(exchangeName) ? await exchangeModels(spark, folder) : [];
    if (exchanges.length > 0) screen.line(exchangeTable(exchanges));
    const missed = [
      ...results.flatMap(({ name, missed }) => missed.map((what) => `${name}: ${what}`)),
      ...exchanges.filter((result) => !isExchanged(result)).map(({ model }) => `${model}: scores are others`),
    ];
    for (const line of missed) screen.line(`MISSED: ${line}`);
    if (options.record && missed.length === 0) {
      const command = ['npm run parity', ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
      const environment = describeEnvironment(command, runs[0]?.versions ?? {});
      recordParity(runs, exchanges, { environment, loadAverage });
    }
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
