import { scoreEventsHandler } from '../../../shared/jobs/scoreEventsHandler';
import { Random } from '../../../tools/sample/random';
import { transport } from '../world/transport';
import type { VirtualTime } from '../world/virtualTime';
import { CheckpointStore } from './checkpointStore';
import { Cluster } from './cluster';
import { DeadLetterAudit } from './deadLetterAudit';
import { replayLetters } from './deadLetterReplay';
import { EventHub } from './eventHub';
import type { SentMessage } from './expectation';
import { drawFaultMix, type FaultMix, type IngestionFault } from './faultMix';
import type { FunctionUnderTest } from './functionUnderTest';
import type { Invocation } from './invocation';
import type { Journal } from './journal';
import { auditLog } from './logAudit';
import { ModelHistory } from './modelHistory';
import { ModelKeeper } from './modelKeeper';
import { Oracle } from './oracle';
import type { RunResult } from './runResult';
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
  readonly #cluster: Cluster;
  readonly #sent: SentMessage[] = [];
  #running = 0;
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
    this.#oracle = new Oracle({ table: ingestion, models, minimumScore: mix.minimumScore, fail });
    this.#cluster = new Cluster(
      {
        hub: this.#hub,
        store: this.#store,
        tested,
        random: new Random(`hosts ${seed}`),
        startWorker: (host) =>
          new WorkerProcess(host, tested, (process) => scoreEventsHandler(environment, transport(network, process))),
        onInvocation: (invocation) => this.#began(invocation),
        onEnd: (invocation) => this.#ended(invocation),
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
    this.#schedule();
    await this.#pass(this.mix.duration);
    this.#around.heal();
    this.#journal.note('the faults stop');
    if (this.mix.restarts) this.#cluster.restart();
    const recovery = await this.#drain();
    this.#around.curePoison();
    await this.#finish(this.#replay());
    await this.#drain();
    await this.#sendFreshRow();
    this.#cluster.kill();
    return this.#result(recovery);
  }

  #schedule(): void {
    const { mix } = this;
    const at = (milliseconds: number, act: () => void) => setTimeout(act, milliseconds);
    for (let host = 0; host < mix.hosts; host++) this.#cluster.start();
    for (let message = 0; message < mix.messages; message++) {
      const time = mix.bursts.length > 0 ? this.#random.pick(mix.bursts) : this.#random.below(mix.duration);
      at(time, () => this.#send(this.#workload.message(this.#time.now)));
    }
    for (const time of mix.publishes) at(time, () => this.#publish());
    for (const time of mix.dyingTrainers) at(time, () => this.#publish(this.#random.below(200)));
    for (const time of mix.damages) at(time, () => this.#damage());
    for (const time of mix.hostCrashes) at(time, () => this.#cluster.crashHost());
    for (const time of mix.workerCrashes) at(time, () => this.#cluster.crashWorker());
    for (const time of mix.scaleOuts) at(time, () => this.#scaleOut());
    for (const time of mix.replays) at(time, () => this.#replayAmidFaults());
    for (const { from, to } of mix.hostStalls) at(from, () => this.#stall(to - from));
  }

  #send(message: SentMessage): void {
    this.#oracle.expect(message);
    this.#sent.push(message);
    // Data export delivers at least once too.
    for (let copies = this.#random.next() < 0.05 ? 2 : 1; copies > 0; copies--) {
      this.#hub.send(this.#random.pick(this.#hub.partitionIds), message, new Date());
    }
  }

  #publish(diesAfter?: number): void {
    this.#journal.fault(diesAfter === undefined ? 'model published' : 'trainer killed');
    this.#keeper.publish(diesAfter).then(
      (manifest) => this.#journal.note(`published ${manifest?.version ?? 'nothing'}`),
      (error) => this.#journal.fail(`publishing threw ${error}`),
    );
  }

  #damage(): void {
    const kind = this.#keeper.damage();
    this.#journal.fault(`model ${kind}`);
    this.#journal.note(`model ${kind}`);
  }

  #scaleOut(): void {
    this.#journal.fault('host added');
    this.#cluster.start();
  }

  #stall(milliseconds: number): void {
    this.#journal.fault('host stalled');
    this.#cluster.stall(milliseconds);
  }

  #began(invocation: Invocation): void {
    const { id, worker, partitionId, events, retryCount } = invocation;
    this.#running += 1;
    this.#letters.began(invocation);
    const { sequenceNumber } = events[0]!;
    const place = `${partitionId}/${sequenceNumber}+${events.length}`;
    this.#journal.note(`${worker} invokes ${id.slice(0, 8)} with ${place}, retry ${retryCount}`);
  }

  #ended(invocation: Invocation): void {
    const { id, end, error = '', lines, events } = invocation;
    this.#running -= 1;
    this.#journal.invocations.add(end!);
    for (const line of lines) this.#journal.note(`  ${id.slice(0, 8)} logs ${line.slice(0, 300)}`);
    this.#journal.note(`${id.slice(0, 8)} ${end} ${error.slice(0, 300)}`);
    auditLog(invocation, this.#around.secrets, this.#journal.fail);
    if (end === 'timedOut') this.#journal.fail(`${id} ran into the function timeout`);
    if (end !== 'succeeded') return;
    const open = events.filter((event) => !this.#letters.parked.has(event) && !this.#isDone(event.message));
    for (const { sequenceNumber } of open) {
      this.#journal.fail(
        `${id} succeeded, ${invocation.partitionId}/${sequenceNumber} is neither delivered nor parked`,
      );
    }
  }

  #isDone(message: SentMessage): boolean {
    return message.unreadable === undefined && this.#oracle.isDelivered(message);
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
      this.#running === 0 &&
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
      toHub: isToHub ? ({ partition, sequenceNumber }) => this.#resend(partition!, sequenceNumber!) : undefined,
    });
    this.#replayed += count;
    this.#journal.note(`${count} letters replayed ${isToHub ? 'to the hub' : 'through the scorer'}`);
  }

  /** While there are faults: it may stop anywhere, and what it has not done is done later. */
  #replayAmidFaults(): void {
    this.#journal.fault('replay');
    this.#replay().catch((error) => this.#journal.note(`replaying stopped: ${error}`));
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
    this.#checkLetters();
    const { answers413, requests } = this.#around.ingestion;
    if (answers413 > 0) fail(`${answers413} requests were too large`);
    return {
      seed: this.#seed,
      ...table,
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
