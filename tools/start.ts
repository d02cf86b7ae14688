import './requireNode';

import { ActionableError } from '../shared/errors';
import { UsageError } from './byoml/command';
import { mainJob } from './start/mainJob';
import { startHelp, startOptions } from './start/options';
import { rowsOf } from './start/rowSource';
import { Screen } from './start/screen';
import { waitForKey } from './start/waitForKey';
import { startWorld, type World } from './start/world';

async function start(): Promise<number> {
  const options = startOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(startHelp);
    return 0;
  }
  const screen = new Screen();
  let world: World | undefined;
  const work = async () => {
    const rows = await rowsOf(options, new Date());
    world = await startWorld(options, screen);
    const succeeded = await mainJob(world, rows, screen);
    if (options.keepsRunning) await waitForKey(screen);
    return succeeded ? 0 : 1;
  };
  try {
    return await Promise.race([work(), stopSignal(screen)]);
  } finally {
    screen.end();
    await world?.close();
  }
}

function stopSignal(screen: Screen): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        screen.line('Stopping.');
        resolve(130);
      });
    }
    // The reader of our output (`head`, say) has seen enough.
    process.stdout.once('error', () => resolve(0));
  });
}

start()
  .catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    const text = error instanceof ActionableError ? error.message : (error as Error).stack;
    process.stderr.write(`${text}${isUsage ? ' See npm start -- --help.' : ''}\n`);
    return isUsage ? 2 : 1;
  })
  .then((exitCode) => process.exit(exitCode));
