import { ActionableError } from '../shared/errors';
import { mainJob } from './start/mainJob';
import { startHelp, startOptions } from './start/options';
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
  const stopped = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(130));
  });
  const work = async () => {
    world = await startWorld(options, screen);
    await mainJob(world, options, screen);
    if (options.keepsRunning) await waitForKey(screen);
    return 0;
  };
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    screen.end();
    await world?.close();
  }
}

start()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof ActionableError ? error.message : (error as Error).stack}\n`);
    return 1;
  })
  .then((exitCode) => process.exit(exitCode));
