import { Random } from '../../../tools/sample/random';
import { drain } from './drain';
import { FaultCounts } from './faultCounts';
import { FaultyIngestion } from './faultyIngestion';
import { FaultyStorage } from './faultyStorage';
import { liveAndDie } from './hostLife';
import { type KillPoint, killPoints } from './killPoints';
import type { KillReport } from './killReport';
import { startKillWorld } from './killWorld';
import { exportTrainingRows, outage, sendSome } from './lifeWork';
import { judge } from './oracle';
import { Recovery } from './recovery';
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
  // Each choice has its own source, so that messages and moments do not hang on how many requests there were.
  const random = new Random(`${seed}/moments`);
  const world = await startKillWorld();
  const sent = new SentMessages(world.hub, new Random(`${seed}/messages`));
  const faults = new FaultCounts();
  const ingestion = new FaultyIngestion(new Random(`${seed}/ingestion`), faults);
  const storage = new FaultyStorage(new Random(`${seed}/storage`), faults);
  const recovery = new Recovery();
  const counts: Record<string, number> = {};
  let storageOutages = 0;
  try {
    await exportTrainingRows(world, seed);
    Object.assign(world.ingestionProxy, { onReceived: ingestion.onReceived, onServed: ingestion.onServed });
    world.storageProxy.onReceived = storage.onReceived;
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
    ingestion.isFaulty = storage.isFaulty = false;
    onProgress('no more faults: the backlog is worked off');
    const freshRow = await drain(world, sent, settingsOf(kills), recovery);
    return {
      seed,
      kills: counts,
      storageOutages,
      faults: faults.byKind,
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

/**
 * Every life trains another model, of a few factors, and every score is written. Its exclusions are its own, so that it
 * reads the export and keeps what it read.
 */
function settingsOf(life: number): Readonly<Record<string, string>> {
  return {
    MIN_SCORE: '-1e300',
    LOOKBACK_DAYS: '10',
    EXCLUDED_SHARES: `IPC$,SYSVOL,NETLOGON,print$,none of life ${life}`,
    TRAINING_PARAMETERS: JSON.stringify({ scorer: 'accessAnomaly', rank: 3, iterations: 2, seed: life }),
  };
}
