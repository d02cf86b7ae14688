import { scoreEventsHandler } from '../../../shared/jobs/scoreEventsHandler';
import { Random } from '../../../tools/sample/random';
import { transport } from '../world/transport';
import type { VirtualTime } from '../world/virtualTime';
import { CaseOracle } from './caseOracle';
import { CaseTimer } from './caseTimer';
import { CheckpointStore } from './checkpointStore';
import { Cluster } from './cluster';
import { DeadLetterAudit } from './deadLetterAudit';
import { replayLetters } from './deadLetterReplay';
import { EventHub } from './eventHub';
import type { SentMessage } from './expectation';
import { drawFaultMix, type FaultMix, type IngestionFault } from './faultMix';
import { scheduleFaults } from './faultSchedule';
import type { FunctionUnderTest } from './functionUnderTest';
import { InvocationWatch } from './invocationWatch';
import type { Journal } from './journal';
import { ModelHistory } from './modelHistory';
import { ModelKeeper } from './modelKeeper';
import { Oracle } from './oracle';
import type { RunResult } from './runResult';
import { simulatedDetector } from './simulatedDetector';
import { Surroundings } from './surroundings';
import { sleep } from './triggerHost';
import { WorkerProcess } from './workerProcess';
import { Workload } from './workload';

/** Virtual milliseconds after the faults in which everything must be done; what takes longer counts as a livelock. */
const recoveryLimit = 2 * 3_600_000;

/** One run: a function app, its trigger and its services, faults, and what must be true after them. */
export class Simulation {
  readonly mix: FaultMix;
  readonly #seed: number;
  readonly #time: VirtualTime;
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #around: Surroundings;
  readonly #hub: EventHub;
  readonly #store = new CheckpointStore();
  readonly #workload: Workload;
  readonly #keeper: ModelKeeper;
  readonly #letters: DeadLetterAudit;
  readonly #oracle: Oracle;
  readonly #cases: CaseOracle;
  readonly #caseTimer: CaseTimer;
  readonly #watch: InvocationWatch;
  readonly #cluster: Cluster;
  readonly #sent: SentMessage[] = [];
  #replayed = 0;

  constructor(seed: number, tested: FunctionUnderTest, time: VirtualTime, journal: Journal) {
    const { fail } = journal;
    const mix = drawFaultMix(new Random(`mix ${seed}`));
    const around = new Surroundings(seed, mix, time, journal, (process) => {
      if (process.isAlive) this.#cluster.crashOf(process);
    });
    const { storage, ingestion, network, environment } = around;
    this.mix = mix;
    this.#seed = seed;
    this.#time = time;
    this.#journal = journal;
    this.#random = new Random(`run ${seed}`);
    this.#around = around;
    this.#hub = new EventHub(mix.partitions);
    this.#store.isReachable = () => around.faults.isStorageReachable();
    this.#store.isCheckpointLost = () => this.#random.next() < (around.faults.isOver ? 0 : mix.checkpointFailures);
    this.#workload = new Workload(new Random(`workload ${seed}`), mix);
    this.#keeper = new ModelKeeper(storage, network, new Random(`models ${seed}`));
    this.#letters = new DeadLetterAudit(
      storage,
      this.#hub,
      journal,
      ['400', '404', '413'].some((answer) => mix.ingestion.has(answer as IngestionFault)),
    );
    const models = new ModelHistory(storage);
    this.#cases = new CaseOracle(fail);
    const { secrets } = around;
    this.#caseTimer = new CaseTimer({ network, environment, secrets, journal, random: new Random(`cases ${seed}`) });
    this.#oracle = new Oracle({ table: ingestion, models, cases: this.#cases, minimumScore: mix.minimumScore, fail });
    this.#watch = new InvocationWatch(journal, this.#letters, this.#oracle, secrets);
    this.#cluster = new Cluster(
      {
        hub: this.#hub,
        store: this.#store,
        tested,
        random: new Random(`hosts ${seed}`),
        startWorker: (host) =>
          new WorkerProcess(host, tested, (process) =>
            scoreEventsHandler(environment, transport(network, process), simulatedDetector),
          ),
        onInvocation: (invocation) => this.#watch.began(invocation),
        onEnd: (invocation) => this.#watch.ended(invocation),
        trace: journal.note,
      },
      journal.fault,
    );
  }

  /** Milliseconds that scoring one finding takes now. */
  get scoringTime(): number {
    return this.#time.now - this.#journal.start < this.mix.duration ? this.mix.slowScoring : 0;
  }

  async run(): Promise<RunResult> {
    const { mix } = this;
    for (let host = 0; host < mix.hosts; host++) this.#cluster.start();
    this.#caseTimer.start();
    for (let message = 0; message < mix.messages; message++) {
      const time = mix.bursts.length > 0 ? this.#random.pick(mix.bursts) : this.#random.below(mix.duration);
      setTimeout(() => this.#send(this.#workload.message(this.#time.now)), time);
    }
    scheduleFaults({
      mix,
      cluster: this.#cluster,
      keeper: this.#keeper,
      journal: this.#journal,
      random: this.#random,
      replay: () => this.#replay(),
    });
    await this.#pass(mix.duration);
    this.#around.heal();
    this.#journal.note('the faults stop');
    if (mix.restarts) this.#cluster.restart();
    const recovery = await this.#drain();
    this.#around.curePoison();
    await this.#finish(this.#replay());
    await this.#drain();
    await this.#sendFreshRow();
    await this.#finish(this.#caseTimer.lastTurns());
    this.#cluster.kill();
    return this.#result(recovery);
  }

  #send(message: SentMessage): void {
    this.#oracle.expect(message);
    this.#sent.push(message);
    // Data export delivers at least once too.
    for (let copies = this.#random.next() < 0.05 ? 2 : 1; copies > 0; copies--) {
      this.#hub.send(this.#random.pick(this.#hub.partitionIds), message, new Date());
    }
  }

  async #pass(milliseconds: number): Promise<void> {
    let isOver = false;
    sleep(milliseconds).then(() => {
      isOver = true;
    });
    await this.#time.runUntil(() => isOver, milliseconds + 1);
  }

  /** @returns milliseconds until every event was done with */
  async #drain(): Promise<number> {
    const start = this.#time.now;
    const isDrained = () =>
      this.#watch.running === 0 &&
      this.#hub.partitionIds.every((id) => this.#cluster.isDoneWith(id, this.#hub.events(id).length));
    if (!(await this.#time.runUntil(isDrained, recoveryLimit))) this.#journal.fail('the system does not recover');
    return this.#time.now - start;
  }

  /** As an operator does it. */
  async #replay(): Promise<void> {
    const isToHub = this.#random.next() < 0.5;
    const { storage, network, environment } = this.#around;
    this.#letters.allowChanges();
    const count = await replayLetters({
      storage,
      network,
      environment,
      isToHub,
      toHub: ({ partition, sequenceNumber }) => this.#resend(partition!, sequenceNumber!),
    });
    this.#replayed += count;
    this.#journal.note(`${count} letters replayed ${isToHub ? 'to the hub' : 'through the scorer'}`);
  }

  #resend(partitionId: string, sequenceNumber: number): void {
    const { message } = this.#hub.events(partitionId)[sequenceNumber]!;
    this.#hub.send(this.#random.pick(this.#hub.partitionIds), message, new Date());
  }

  /** A model published now must score a row sent now, whatever was before. */
  async #sendFreshRow(): Promise<void> {
    const version = await this.#publishAtLast();
    await this.#pass(60_000);
    const message = this.#workload.freshMessage(this.#time.now);
    this.#send(message);
    await this.#drain();
    const rows = message.findings.flatMap((finding) => this.#oracle.rowsOf(finding));
    if (version === undefined || !rows.some((row) => row.ModelVersion === version)) {
      this.#journal.fail(`a fresh row was not scored by the fresh model ${version}: ${rows[0]?.ModelVersion}`);
    }
  }

  /** A trainer of before may still be at it, and then one of the two wins. */
  async #publishAtLast(): Promise<string | undefined> {
    let version: string | undefined;
    for (let tries = 0; tries < 3 && version === undefined; tries++) {
      await this.#pass(60_000);
      const publishing = this.#keeper.publish().then((manifest) => {
        version = manifest?.version;
      });
      await this.#finish(publishing);
    }
    return version;
  }

  async #finish(work: Promise<void>): Promise<void> {
    let isOver = false;
    work
      .catch((error) => this.#journal.fail(`after the faults: ${error}`))
      .then(() => {
        isOver = true;
      });
    if (!(await this.#time.runUntil(() => isOver, recoveryLimit))) this.#journal.fail('work after the faults hangs');
  }

  #result(recovery: number): RunResult {
    const { fail, failures, faults, invocations, parked } = this.#journal;
    const table = this.#oracle.counts();
    this.#cases.check((finding) => this.#oracle.rowsOf(finding).some(({ ModelVersion }) => ModelVersion !== ''));
    this.#checkLetters();
    const { answers413, requests } = this.#around.ingestion;
    if (answers413 > 0) fail(`${answers413} requests were too large`);
    return {
      seed: this.#seed,
      ...table,
      ...this.#cases.counts(),
      messages: this.#sent.length,
      rows: this.#sent.reduce((sum, { rows }) => sum + rows, 0),
      requests,
      answers413,
      replayed: this.#replayed,
      recovery,
      invocations: invocations.toObject(),
      parked: parked.toObject(),
      faults: faults.toObject(),
      failures,
    };
  }

  /** A message that cannot be read is kept, once at least; one that can be sent again is not. */
  #checkLetters(): void {
    const places = this.#letters.places();
    const events = this.#hub.partitionIds.flatMap((id) => this.#hub.events(id).map((event) => ({ id, event })));
    const kept = new Set(
      events.filter(({ id, event }) => places.has(`${id}/${event.sequenceNumber}`)).map(({ event }) => event.message),
    );
    for (const message of this.#sent) {
      if (kept.has(message) === (message.unreadable !== undefined)) continue;
      this.#journal.fail(`a message is ${kept.has(message) ? 'still' : 'not'} parked: ${message.unreadable}`);
    }
  }
}
