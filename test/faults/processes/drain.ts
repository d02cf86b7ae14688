import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { KillWorld } from './killWorld';
import type { Recovery } from './recovery';
import type { SentMessages } from './sentMessages';

/** Milliseconds for the backlog. */
const drainLimit = 180_000;

/** Works the backlog off and sends one row more; returns how many milliseconds that one took. */
export async function drain(
  world: KillWorld,
  sent: SentMessages,
  settings: Readonly<Record<string, string>>,
  recovery: Recovery,
): Promise<number> {
  const functions = await world.startFunctions({
    signal: AbortSignal.timeout(drainLimit),
    settings,
    onLog: () => {},
    onOutcome: (outcome) => {
      if (outcome.function === 'scoreEvents' && outcome.succeeded) recovery.succeeded();
    },
  });
  await functions.idle();
  const retraining = await functions.runTimer('retrainModels');
  if (!retraining.succeeded) throw new Error(`No model can be published after the faults: ${retraining.error}`);
  const before = performance.now();
  const { accesses } = await sent.send('rows');
  const rows = countRows(world);
  await functions.idle();
  if (countRows(world) === rows) throw new Error(`A message of ${accesses} accesses sent after the faults is lost.`);
  const milliseconds = Math.round(performance.now() - before);
  await functions.close();
  return milliseconds;
}

function countRows({ ingestion }: KillWorld): number {
  return Number(ingestion.query(`SELECT COUNT(*) AS count FROM ${resourceAccess.table}`)[0]?.count);
}
