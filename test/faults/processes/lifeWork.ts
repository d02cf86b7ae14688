import { setTimeout as sleep } from 'node:timers/promises';
import { sampleDataset } from '../../../tools/sample/dataset';
import type { Random } from '../../../tools/sample/random';
import { exportRows } from '../../../tools/start/exportRows';
import type { KillPoint } from './killPoints';
import type { KillWorld } from './killWorld';
import type { SentMessages } from './sentMessages';

/** A day of rows for models to be trained on. */
export async function exportTrainingRows(world: KillWorld, seed: number): Promise<void> {
  const day = new Date(Date.now() - 86_400_000);
  const { trainingDays } = sampleDataset({ seed, day, trainingDays: 1, plantedAccesses: 1 });
  await exportRows(world.storage.connectionString, trainingDays.flat(), () => {});
}

/** Messages for one life: some of rows, and now and then one with a row to refuse or one that nobody can read. */
export async function sendSome(sent: SentMessages, point: KillPoint): Promise<void> {
  const { random } = sent;
  const needsUnreadable = 'needs' in point && point.needs === 'unreadable';
  for (let count = 4 + random.below(8); count > 0; count--) {
    const chance = random.next();
    await sent.send(chance < 0.08 ? 'poison' : chance < 0.2 ? 'unreadable' : 'rows');
  }
  if (needsUnreadable) for (let count = 0; count < 4; count++) await sent.send('unreadable');
}

/** Storage is cut off, stopped, and started again. */
export async function outage({ storage, storageProxy }: KillWorld, random: Random): Promise<void> {
  await sleep(random.next() * 2_000);
  await storageProxy.cut();
  await storage.stop();
  await sleep(random.next() * 1_500);
  await storage.start();
  storageProxy.mend();
}
