import { setTimeout as sleep } from 'node:timers/promises';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { sampleDataset } from '../../../tools/sample/dataset';
import { Random } from '../../../tools/sample/random';
import { exportRows } from '../../../tools/start/exportRows';
import { FaultyIngestion } from './faultyIngestion';
import { liveAndDie } from './hostLife';
import { type KillPoint, killPoints } from './killPoints';
import type { KillReport } from './killReport';
import { type KillWorld, startKillWorld } from './killWorld';
import { judge } from './oracle';
import { SentMessages } from './sentMessages';

export interface KillCampaign {
  /** How often the function host is killed. */
  readonly kills: number;
  /** Chooses messages, faults, and moments. When a process reaches a moment is not up to it, so runs differ all the same. */
  readonly seed: number;
  /** Moments to kill in; all by default. */
  readonly moments?: readonly KillPoint[];
  readonly onProgress?: (text: string) => void;
}

/** Chance that storage is stopped for a while in a life of the function host. */
const outageChance = 0.15;
/** Chance that a model is trained in a life in which the moment of the kill does not need it. */
const retrainingChance = 0.25;
/** Milliseconds for the backlog once there are no more faults. */
const drainLimit = 180_000;

/**
 * Runs the built functions on the local services and kills their process again and again (SIGKILL), while the ingestion
 * API fails now and then and storage is stopped and started. Then there are no more faults, the backlog is worked off,
 * and what is in the table and among the dead letters is compared with what was sent.
 *
 * @throws Error when the functions cannot work the backlog off, or a row sent after all of it does not get through
 */
export async function killCampaign({
  kills,
  seed,
  moments = killPoints,
  onProgress = () => {},
}: KillCampaign): Promise<KillReport> {
  const started = performance.now();
  const random = new Random(`kills ${seed}`);
  const world = await startKillWorld();
  const sent = new SentMessages(world.hub, random);
  const ingestion = new FaultyIngestion(random);
  const recovery = new Recovery();
  const counts: Record<string, number> = {};
  let storageOutages = 0;
  try {
    await exportTrainingRows(world, seed);
    Object.assign(world.ingestionProxy, { onReceived: ingestion.onReceived, onServed: ingestion.onServed });
    const points = inTurns(moments, random);
    for (let killed = 0; killed < kills; killed++) {
      const point = points.next().value;
      const hasOutage = random.next() < outageChance;
      if (hasOutage) storageOutages++;
      const work = () => Promise.all([sendSome(sent, point), hasOutage && outage(world, random)]).then(() => {});
      const settings = settingsOf(killed);
      const retrains = ('needs' in point && point.needs === 'retraining') || random.next() < retrainingChance;
      const life = { point, settings, retrains, work, onSuccess: recovery.succeeded };
      const moment = await liveAndDie(world, life, random);
      recovery.killed();
      counts[moment] = (counts[moment] ?? 0) + 1;
      onProgress(`${killed + 1} of ${kills} kills (${moment}), ${sent.all.length} messages sent`);
    }
    ingestion.isFaulty = false;
    onProgress('no more faults: the backlog is worked off');
    const freshRow = await drain(world, sent, settingsOf(kills), recovery);
    return {
      seed,
      kills: counts,
      storageOutages,
      ingestionFaults: ingestion.counts,
      messages: sent.all.length,
      rows: sent.all.reduce((sum, { rows }) => sum + rows, 0),
      ...(await judge(sent.all, world)),
      longestRecovery: recovery.longest,
      freshRow,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await sent.close();
    await world.close();
  }
}

/** Every moment comes once before any comes twice, in another order each time. */
function* inTurns(moments: readonly KillPoint[], random: Random): Generator<KillPoint, never> {
  for (;;) yield* random.shuffled(moments);
}

/** Every life trains another model, of a few factors, and every score is written. */
function settingsOf(life: number): Readonly<Record<string, string>> {
  return {
    MIN_SCORE: '-1e300',
    LOOKBACK_DAYS: '10',
    TRAINING_PARAMETERS: JSON.stringify({ rank: 3, iterations: 2, seed: life }),
  };
}

async function exportTrainingRows(world: KillWorld, seed: number): Promise<void> {
  const day = new Date(Date.now() - 86_400_000);
  const { trainingDays } = sampleDataset({ seed, day, trainingDays: 3, plantedAccesses: 1 });
  await exportRows(world.storage.connectionString, trainingDays.flat(), () => {});
}

/** Messages for one life: some of rows, and now and then one with a row to refuse or one that nobody can read. */
async function sendSome(sent: SentMessages, point: KillPoint): Promise<void> {
  const { random } = sent;
  const needsUnreadable = 'needs' in point && point.needs === 'unreadable';
  for (let count = 4 + random.below(8); count > 0; count--) {
    const chance = random.next();
    await sent.send(chance < 0.08 ? 'poison' : chance < 0.2 ? 'unreadable' : 'rows');
  }
  if (needsUnreadable) for (let count = 0; count < 4; count++) await sent.send('unreadable');
}

async function outage({ storage, storageProxy }: KillWorld, random: Random): Promise<void> {
  await sleep(random.next() * 2_000);
  await storageProxy.cut();
  await storage.stop();
  await sleep(random.next() * 1_500);
  await storage.start();
  storageProxy.mend();
}

/** Works the backlog off and sends one row more; returns how many milliseconds that one took. */
async function drain(
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

/** How long after a kill the functions take to succeed again. */
class Recovery {
  longest = 0;
  #killedAt: number | undefined;

  killed(): void {
    this.#killedAt ??= performance.now();
  }

  readonly succeeded = (): void => {
    if (this.#killedAt === undefined) return;
    this.longest = Math.max(this.longest, Math.round(performance.now() - this.#killedAt));
    this.#killedAt = undefined;
  };
}
