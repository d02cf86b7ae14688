import type { Random } from '../../../tools/sample/random';
import type { Fault, FaultKind, Process, SimulatedRequest } from '../world/network';
import type { FaultMix, IngestionFault, RequestFault, StorageFault, Stretch } from './faultMix';

/** What the faults of requests need of the run they are in. */
export interface FaultyNetworkOptions {
  readonly mix: FaultMix;
  readonly random: Random;
  /** When the run began, in milliseconds since 1970. */
  readonly start: number;
  readonly crash: (process: Process) => void;
  /** Told of each fault by name. */
  readonly onFault: (name: string) => void;
}

/** Decides what becomes of each request, by the run's mix of faults, until the faults stop. */
export class FaultyNetwork {
  #isOver = false;
  readonly #options: FaultyNetworkOptions;

  constructor(options: FaultyNetworkOptions) {
    this.#options = options;
  }

  /** From now on the network does what networks should. */
  stop(): void {
    this.#isOver = true;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  isStorageReachable(): boolean {
    return this.#isOver || !this.#isWithin(this.#options.mix.storageOutages);
  }

  readonly faultFor = (request: SimulatedRequest): Fault => {
    if (this.#isOver) return { kind: 'none', latency: 5, answerLatency: 5 };
    const { mix, random, onFault } = this.#options;
    const isIngestion = request.url.pathname.startsWith('/dataCollectionRules');
    const latency = 1 + random.below(40);
    const outages = isIngestion ? mix.ingestionOutages : mix.storageOutages;
    if (this.#isWithin(outages)) {
      onFault(isIngestion ? 'ingestion outage' : 'storage outage');
      return { kind: random.pick<FaultKind>(['unreachable', 'hang', 'unreachable']), latency, answerLatency: 0 };
    }
    const name = this.#draw(isIngestion ? mix.ingestion : mix.storage);
    if (name === undefined) return { kind: 'none', latency, answerLatency: latency };
    onFault(`${isIngestion ? 'ingestion' : 'storage'} ${name}`);
    return this.#fault(name, request, latency);
  };

  #isWithin(stretches: readonly Stretch[]): boolean {
    const now = Date.now() - this.#options.start;
    return stretches.some(({ from, to }) => from <= now && now < to);
  }

  #draw<Name>(rates: ReadonlyMap<Name, number>): Name | undefined {
    for (const [name, rate] of rates) if (this.#options.random.next() < rate) return name;
    return undefined;
  }

  #fault(name: IngestionFault | StorageFault, { process, at }: SimulatedRequest, latency: number): Fault {
    const { random, crash } = this.#options;
    const then = (kind: FaultKind, answerLatency = latency): Fault => ({ kind, latency, answerLatency });
    switch (name) {
      case 'latency':
        return then('none', random.below(35_000));
      case 'answeredTooLate':
        return then('none', 60_000 + random.below(600_000));
      case 'crashBeforeSent':
        setTimeout(() => crash(process), 0);
        return then('hang');
      case 'crashUnanswered':
        setTimeout(() => crash(process), latency + 1);
        return then('none', 60_000);
      case '429':
        return then(throttled(String(1 + random.below(60))));
      case '429date':
        return then(throttled(new Date(at + 1000 * random.below(120)).toUTCString()));
      case '429hour':
        return then(throttled(random.pick(['3600', new Date(at + 3_600_000).toUTCString()])));
      case '429odd':
        return then(throttled(random.pick(['-1', 'soon', '0', '', '99999999999', 'Thu, 01 Jan 1970 00:00:00 GMT'])));
      case '400':
      case '401':
      case '403':
      case '404':
      case '408':
      case '409':
      case '412':
      case '413':
      case '500':
      case '502':
      case '503':
      case '504':
        return then(answer(Number(name), errorCodes[name]));
      default:
        return then(name satisfies RequestFault, random.below(2_000));
    }
  }
}

/** What a front answers, whatever it is asked. */
const errorCodes = {
  '400': 'BadRequest',
  '401': 'Unauthorized',
  '403': 'AuthorizationPermissionMismatch',
  '404': 'NotFound',
  '408': 'RequestTimeout',
  '409': 'ContainerBeingDeleted',
  '412': 'LeaseIdMissing',
  '413': 'ContentLengthLimitExceeded',
  '500': 'InternalError',
  '502': 'BadGateway',
  '503': 'ServerBusy',
  '504': 'GatewayTimeout',
};

const throttled = (retryAfter: string): FaultKind => ({
  answer: { status: 429, headers: { 'retry-after': retryAfter } },
});

/** By its error code, as storage words it; the ingestion client looks at the status alone. */
function answer(status: number, code: string): FaultKind {
  const headers = { 'x-ms-error-code': code, 'content-type': 'application/xml' };
  return { answer: { status, headers, body: `<Error><Code>${code}</Code><Message>A fault.</Message></Error>` } };
}
