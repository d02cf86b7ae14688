import { retryDelay } from '../../../tools/local/functionHost/retryPolicy';
import type { Random } from '../../../tools/sample/random';
import { type CheckpointStore, CheckpointStoreError } from './checkpointStore';
import type { EventHub, StoredEvent } from './eventHub';
import type { FunctionUnderTest } from './functionUnderTest';
import type { Invocation, InvocationEnd } from './invocation';
import type { WorkerProcess } from './workerProcess';

/**
 * Milliseconds between looks at who owns what, and until an owner who does not renew counts as gone.
 *
 * @see https://learn.microsoft.com/dotnet/api/azure.messaging.eventhubs.eventprocessorclientoptions
 */
const loadBalancingInterval = 30_000;
const ownershipExpiration = 120_000;

/** The reading of one partition. */
interface Pump {
  isOwned: boolean;
  /** Sequence number up to which every event is done with. */
  next: number;
}

/** What all hosts of a run share. */
export interface HostSurroundings {
  readonly hub: EventHub;
  readonly store: CheckpointStore;
  readonly tested: FunctionUnderTest;
  readonly random: Random;
  readonly startWorker: (host: string) => WorkerProcess;
  readonly onInvocation: (invocation: Invocation) => void;
  readonly onEnd: (invocation: Invocation) => void;
  readonly trace: (line: string) => void;
}

/**
 * One instance of the Functions host with its worker. It claims a fair share of the partitions and brings their events
 * to the function, batch by batch, one invocation at a time for each partition.
 *
 * A batch is checkpointed when its invocation has ended, whether it succeeded or not, once the retry policy is used up,
 * as in the real one: https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Listeners/EventHubListener.PartitionProcessor.cs
 */
export class TriggerHost {
  isAlive = true;
  /** While it is stalled it does not look after its ownerships, but goes on with its work. */
  isStalled = false;
  readonly #around: HostSurroundings;
  readonly #owned = new Map<string, Pump>();
  #worker: WorkerProcess;

  constructor(
    readonly name: string,
    around: HostSurroundings,
  ) {
    this.#around = around;
    this.#worker = around.startWorker(name);
    this.#balance();
  }

  /** The machine is gone, and everything on it. */
  kill(): void {
    this.isAlive = false;
    this.#worker.kill();
  }

  /** The worker is gone; the host starts another. */
  killWorker(): void {
    this.#worker.kill();
  }

  /** Sequence number up to which this one is done with a partition; undefined where it does not own it. */
  doneUpTo(partitionId: string): number | undefined {
    return this.#owned.get(partitionId)?.next;
  }

  get worker(): WorkerProcess {
    return this.#worker;
  }

  #balance(): void {
    if (!this.isAlive) return;
    if (!this.isStalled) {
      try {
        this.#renew();
        this.#claimOne();
      } catch (error) {
        if (!(error instanceof CheckpointStoreError)) throw error;
      }
    }
    setTimeout(() => this.#balance(), loadBalancingInterval * (0.9 + 0.2 * this.#around.random.next()));
  }

  #renew(): void {
    const { store, trace } = this.#around;
    for (const [partitionId, pump] of this.#owned) {
      const ownership = store.ownership(partitionId);
      if (ownership?.owner === this.name && store.claim(partitionId, this.name, ownership.etag, Date.now())) continue;
      pump.isOwned = false;
      this.#owned.delete(partitionId);
      trace(`${this.name} has lost partition ${partitionId}`);
    }
  }

  /** An unowned partition, or else one of an owner who has more than his share. */
  #claimOne(): void {
    const { hub, store, random, trace } = this.#around;
    const partitions = hub.partitionIds.map((id) => ({ id, ownership: store.ownership(id) }));
    const active = partitions.filter(
      ({ ownership }) => ownership && Date.now() - ownership.renewedAt < ownershipExpiration,
    );
    const owners = new Set([...active.map(({ ownership }) => ownership!.owner), this.name]);
    const share = Math.ceil(partitions.length / owners.size);
    if (this.#owned.size >= share) return;
    const free = partitions.filter((partition) => !active.includes(partition));
    const countOf = (owner: string) => active.filter(({ ownership }) => ownership!.owner === owner).length;
    const stealable = active.filter(({ ownership }) => countOf(ownership!.owner) > share);
    const candidates = free.length > 0 ? free : stealable;
    if (candidates.length === 0) return;
    const { id, ownership } = random.pick(candidates);
    if (!store.claim(id, this.name, ownership?.etag, Date.now())) return;
    trace(`${this.name} owns partition ${id}`);
    const pump = { isOwned: true, next: -1 };
    this.#owned.set(id, pump);
    this.#pump(id, pump);
  }

  async #pump(partitionId: string, pump: Pump): Promise<void> {
    const { hub, store, tested, random, trace } = this.#around;
    const isOn = () => this.isAlive && pump.isOwned;
    pump.next = await this.#position(partitionId, isOn);
    while (isOn()) {
      // A backlog fills batches, but prefetching and empty polls may cut them short.
      const most = random.next() < 0.5 ? tested.maxEventBatchSize : 1 + random.below(tested.maxEventBatchSize);
      const events = await hub.receive(partitionId, pump.next, most);
      if (!isOn()) return;
      await this.#process(partitionId, events, isOn);
      if (!isOn()) return;
      const last = events.at(-1)!.sequenceNumber;
      try {
        store.writeCheckpoint(partitionId, last);
        trace(`${this.name} has checkpointed partition ${partitionId} at ${last}`);
      } catch {
        trace(`${this.name} could not checkpoint partition ${partitionId} at ${last}`);
      }
      pump.next = last + 1;
    }
  }

  /** Where to read on; initialOffsetOptions of host.json says from the start where there is no checkpoint. */
  async #position(partitionId: string, isOn: () => boolean): Promise<number> {
    while (isOn()) {
      try {
        return (this.#around.store.checkpoint(partitionId) ?? -1) + 1;
      } catch {
        await sleep(1_000);
      }
    }
    return 0;
  }

  /** Invokes until an invocation succeeds or the retry policy is used up. */
  async #process(partitionId: string, events: readonly StoredEvent[], isOn: () => boolean): Promise<void> {
    const { tested, random } = this.#around;
    const policy = tested.metadata.retryOptions;
    for (let retryCount = 0; isOn(); retryCount++) {
      const end = await this.#invoke(partitionId, events, retryCount);
      if (end === 'succeeded' || end === 'unbound' || policy === undefined) return;
      if (policy.maxRetryCount >= 0 && retryCount >= policy.maxRetryCount) return;
      await sleep(retryDelay(policy, retryCount + 1) * (0.8 + 0.4 * random.next()));
    }
  }

  async #invoke(partitionId: string, events: readonly StoredEvent[], retryCount: number): Promise<InvocationEnd> {
    const { random, onInvocation, onEnd } = this.#around;
    if (!this.#worker.isAlive) await this.#restartWorker();
    const invocation: Invocation = {
      id: random.uuid(),
      worker: this.#worker.name,
      partitionId,
      events,
      retryCount,
      startedAt: Date.now(),
      lines: [],
    };
    onInvocation(invocation);
    const end = await this.#worker.invoke(invocation);
    onEnd(invocation);
    return end;
  }

  /** The host starts the next process some seconds later. */
  async #restartWorker(): Promise<void> {
    await sleep(2_000);
    if (this.isAlive && !this.#worker.isAlive) this.#worker = this.#around.startWorker(this.name);
  }
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
