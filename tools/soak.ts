import './requireNode';

import { writeFile } from 'node:fs/promises';
import { ActionableError } from '../shared/errors';
import { UsageError } from './byoml/command';
import { soakHelp, soakOptions } from './soak/options';
import { showSoak } from './soak/report';
import { soak } from './soak/soak';
import { Screen } from './start/screen';

async function main(): Promise<number> {
  const options = soakOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(soakHelp);
    return 0;
  }
  const screen = new Screen();
  const result = await soak(options, screen);
  if (options.samples !== undefined) {
    await writeFile(options.samples, result.samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
  }
  return showSoak(result, screen) ? 0 : 1;
}

main()
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    const text = error instanceof ActionableError ? error.message : (error as Error).stack;
    process.stderr.write(`${text}${isUsage ? ' See npm run soak -- --help.' : ''}\n`);
    return isUsage ? 2 : 1;
  })
  .then((exitCode) => process.exit(exitCode));
