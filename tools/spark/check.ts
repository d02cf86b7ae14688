import '../requireNode';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import { Screen } from '../start/screen';
import { checkJob } from './checkJob';
import { findSparkJob } from './sparkJob';

/** `npm run spark:check`: the Spark job and the app's scorer, together on this machine. */
async function main(): Promise<number> {
  const screen = new Screen();
  const runJob = await findSparkJob(screen);
  const work = mkdtempSync(join(tmpdir(), 'byoml-spark-'));
  try {
    const faults = await checkJob(runJob, work, screen);
    for (const fault of faults) screen.line(`WRONG: ${fault}`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    screen.end();
    rmSync(work, { recursive: true });
  }
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof ActionableError ? error.message : (error as Error).stack}\n`);
    return 1;
  })
  .then((exitCode) => process.exit(exitCode));
