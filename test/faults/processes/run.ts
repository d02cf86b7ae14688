import '../../../tools/requireNode';

import { ActionableError } from '../../../shared/errors';
import { UsageError } from '../../../tools/byoml/command';
import { killCampaign } from './killCampaign';
import { brokenPromises } from './killReport';
import { killHelp, killOptions } from './options';

// `npm run faults:kill -- --kills 50 --seed 1`: exit code 1 when a promise is broken, 2 when it could not be found out.

async function run(): Promise<number> {
  const { kills, seed, help } = killOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(killHelp);
    return 0;
  }
  const onProgress = (text: string) => process.stderr.write(`${text}\n`);
  const report = await killCampaign({ kills, seed, onProgress });
  const broken = brokenPromises(report);
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(broken.length === 0 ? 'Every promise was kept.\n' : `Not kept: ${broken.join(', ')}.\n`);
  return broken.length === 0 ? 0 : 1;
}

run().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    const text = error instanceof ActionableError ? error.message : (error as Error).stack;
    const hint = error instanceof UsageError ? ' See npm run faults:kill -- --help.' : '';
    process.stderr.write(`${text}${hint}\n`);
    process.exit(2);
  },
);
