import '../../../tools/requireNode';

import { optionalNumber, optionalSeed, UsageError } from '../../../tools/byoml/command';
import { parseOptions } from '../../../tools/byoml/parseOptions';
import { killCampaign } from './killCampaign';
import { brokenPromises } from './killReport';

// `npm run faults:kill -- --kills 50 --seed 1`: exit code 1 when a promise is broken.

async function run(): Promise<number> {
  const values = parseOptions(process.argv.slice(2), { kills: { type: 'string' }, seed: { type: 'string' } });
  const kills = optionalNumber(values, 'kills') ?? 50;
  if (!Number.isInteger(kills) || kills < 0) throw new UsageError(`--kills is ${kills}; it takes a whole number.`);
  const seed = optionalSeed(values) ?? 1;
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
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(2);
  },
);
