import type { Process } from '../world/network';
import { type HostSurroundings, TriggerHost } from './triggerHost';

/** The instances of the function app that are there, and what takes them away and brings them back. */
export class Cluster {
  readonly #around: HostSurroundings;
  readonly #onCrash: (kind: string) => void;
  #hosts: TriggerHost[] = [];
  #started = 0;

  constructor(around: HostSurroundings, onCrash: (kind: string) => void) {
    this.#around = around;
    this.#onCrash = onCrash;
  }

  /** Whether somebody is done with all events of a partition there are so many of. */
  isDoneWith(partitionId: string, events: number): boolean {
    return this.#hosts.some((host) => host.doneUpTo(partitionId) === events);
  }

  start(): void {
    this.#started += 1;
    const name = `host${this.#started}`;
    this.#around.trace(`${name} starts`);
    this.#hosts.push(new TriggerHost(name, this.#around));
  }

  /** One of them, or what is left of its requests: the machine or the worker alone; each is replaced. */
  crashOf(process: Process): void {
    const host = this.#hosts.find(({ worker }) => worker === process);
    // A trainer is not replaced.
    if (host === undefined) (process as { isAlive: boolean }).isAlive = false;
    else if (this.#around.random.next() < 0.5) this.#crash(host);
    else this.#crashWorker(host);
  }

  crashHost(): void {
    if (this.#hosts.length > 0) this.#crash(this.#around.random.pick(this.#hosts));
  }

  crashWorker(): void {
    if (this.#hosts.length > 0) this.#crashWorker(this.#around.random.pick(this.#hosts));
  }

  stall(milliseconds: number): void {
    if (this.#hosts.length === 0) return;
    const host = this.#around.random.pick(this.#hosts);
    host.isStalled = true;
    this.#around.trace(`${host.name} stalls`);
    setTimeout(() => {
      host.isStalled = false;
    }, milliseconds);
  }

  /** All of them at once, as a deployment does. */
  restart(): void {
    const count = Math.max(1, this.#hosts.length);
    for (const host of this.#hosts) host.kill();
    this.#hosts = [];
    for (let started = 0; started < count; started++) this.start();
  }

  kill(): void {
    for (const host of this.#hosts) host.kill();
    this.#hosts = [];
  }

  #crash(host: TriggerHost): void {
    this.#onCrash('host crash');
    this.#around.trace(`${host.name} crashes`);
    host.kill();
    this.#hosts = this.#hosts.filter((other) => other !== host);
    setTimeout(() => this.start(), 1_000 + this.#around.random.below(60_000));
  }

  #crashWorker(host: TriggerHost): void {
    this.#onCrash('worker crash');
    this.#around.trace(`the worker of ${host.name} crashes`);
    host.killWorker();
  }
}
