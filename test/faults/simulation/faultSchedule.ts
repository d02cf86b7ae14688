import type { Random } from '../../../tools/sample/random';
import type { Cluster } from './cluster';
import type { FaultMix } from './faultMix';
import type { Journal } from './journal';
import type { ModelKeeper } from './modelKeeper';

/** Who does what the mix of faults says, and who writes it down. */
export interface FaultSchedule {
  readonly mix: FaultMix;
  readonly cluster: Cluster;
  readonly keeper: ModelKeeper;
  readonly journal: Journal;
  readonly random: Random;
  /** Replays the dead letters there are. */
  readonly replay: () => Promise<void>;
}

/** Has everything that is not a request's fault happen at its time. */
export function scheduleFaults({ mix, cluster, keeper, journal, random, replay }: FaultSchedule): void {
  const at = (times: readonly number[], name: string, act: () => void) => {
    for (const time of times) {
      setTimeout(() => {
        journal.fault(name);
        act();
      }, time);
    }
  };
  const publish = (diesAfter?: number) => {
    keeper.publish(diesAfter).then(
      (manifest) => journal.note(`published ${manifest?.version ?? 'nothing'}`),
      (error) => journal.fail(`publishing threw ${error}`),
    );
  };
  const damage = () => {
    const kind = keeper.damage();
    journal.fault(`model ${kind}`);
    journal.note(`model ${kind}`);
  };
  at(mix.publishes, 'model published', () => publish());
  at(mix.dyingTrainers, 'trainer killed', () => publish(random.below(200)));
  at(mix.damages, 'model damaged', damage);
  at(mix.scaleOuts, 'host added', () => cluster.start());
  // It may stop anywhere; what it has not done is done later.
  at(mix.replays, 'replay', () => replay().catch((error) => journal.note(`replaying stopped: ${error}`)));
  for (const time of mix.hostCrashes) setTimeout(() => cluster.crashHost(), time);
  for (const time of mix.workerCrashes) setTimeout(() => cluster.crashWorker(), time);
  for (const { from, to } of mix.hostStalls) at([from], 'host stalled', () => cluster.stall(to - from));
}
