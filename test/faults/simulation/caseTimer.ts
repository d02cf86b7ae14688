import { InvocationContext, type Timer } from '@azure/functions';
import { ActionableError } from '../../../shared/errors';
import { gatherCasesHandler } from '../../../shared/jobs/gatherCasesHandler';
import type { Environment } from '../../../shared/settings';
import type { ServedHandler } from '../../../shared/sinks/logsIngestionOutput';
import type { Random } from '../../../tools/sample/random';
import type { Network, Process } from '../world/network';
import { transport } from '../world/transport';
import type { Journal } from './journal';
import { simulatedDetector } from './simulatedDetector';
import { sleep } from './triggerHost';

/** More often than in the product, so that more of its turns meet faults. */
const interval = 60_000;
/** See `WorkerProcess`. */
const functionTimeout = 300_000;
/** How often the process dies in a turn. */
const deaths = 0.1;

/** A turn may run out of time, and leaves the rest to the next one. */
const mostLastTurns = 20;

/** A process that runs gatherCases. */
interface Gatherer extends Process {
  isAlive: boolean;
  readonly handler: ServedHandler<Timer>;
  isRunning: boolean;
}

/** The timer of gatherCases: its turns never overlap, and its process dies now and then and is replaced. */
export class CaseTimer {
  readonly #network: Network;
  readonly #environment: Environment;
  readonly #secrets: readonly string[];
  readonly #journal: Journal;
  readonly #random: Random;
  #gatherer: Gatherer | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    readonly network: Network;
    readonly environment: Environment;
    readonly secrets: readonly string[];
    readonly journal: Journal;
    readonly random: Random;
  }) {
    this.#network = options.network;
    this.#environment = options.environment;
    this.#secrets = options.secrets;
    this.#journal = options.journal;
    this.#random = options.random;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), interval);
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#gatherer !== undefined) this.#gatherer.isAlive = false;
  }

  /**
   * Turns when the faults are over, of the process there is, or one that knows nothing, until no case waits any more.
   * @throws what the function throws
   */
  async lastTurns(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#random.next() < 0.5) this.stop();
    if (this.#gatherer === undefined || !this.#gatherer.isAlive) this.#gatherer = this.#start();
    while (this.#gatherer.isRunning) await sleep(1_000);
    let turns = 0;
    while ((await this.#turn(this.#gatherer)) > 0) {
      turns += 1;
      if (turns === mostLastTurns) throw new Error('cases wait for ever');
    }
    this.stop();
  }

  #start(): Gatherer {
    const gatherer = { isAlive: true, isRunning: false } as { -readonly [Name in keyof Gatherer]: Gatherer[Name] };
    const { storage, logsIngestion } = transport(this.#network, gatherer);
    const ways = { ...(storage && { storage }), ...(logsIngestion && { logsIngestion }) };
    gatherer.handler = gatherCasesHandler(this.#environment, ways, simulatedDetector);
    return gatherer;
  }

  #tick(): void {
    if (this.#gatherer === undefined || !this.#gatherer.isAlive) this.#gatherer = this.#start();
    const gatherer = this.#gatherer;
    if (gatherer.isRunning) return;
    if (this.#random.next() < deaths) {
      setTimeout(() => {
        gatherer.isAlive = false;
      }, this.#random.below(2_000));
    }
    this.#turn(gatherer).catch((error: unknown) => {
      this.#journal.note(`gatherCases failed: ${error}`);
      if (!(error instanceof ActionableError)) this.#journal.fail(`gatherCases threw ${error}`);
    });
  }

  /** @returns how many users' days wait for the next one */
  async #turn(gatherer: Gatherer): Promise<number> {
    const { fail, note } = this.#journal;
    let waiting = 0;
    const context = new InvocationContext({
      functionName: 'gatherCases',
      logHandler: (_level, ...words) => {
        const line = words.join(' ');
        if (line.startsWith('{')) waiting = JSON.parse(line).waiting;
        note(`gatherCases logs ${line.slice(0, 300)}`);
        if (this.#secrets.some((secret) => line.includes(secret))) fail(`a secret in the log of gatherCases: ${line}`);
      },
    });
    const timeout = setTimeout(() => {
      if (gatherer.isAlive) fail('gatherCases ran into the function timeout');
    }, functionTimeout);
    gatherer.isRunning = true;
    try {
      await gatherer.handler({ isPastDue: false } as Timer, context);
      return waiting;
    } finally {
      gatherer.isRunning = false;
      clearTimeout(timeout);
    }
  }
}
