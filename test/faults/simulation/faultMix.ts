import type { Random } from '../../../tools/sample/random';

const requestFaults = [
  'lostRequest',
  'lostAnswer',
  'hang',
  'slowBody',
  'brokenBody',
  'latency',
  'answeredTooLate',
  'crashBeforeSent',
  'crashUnanswered',
] as const;
export type RequestFault = (typeof requestFaults)[number];
const ingestionAnswers = ['401', '403', '404', '408', '413', '400', '429', '429date', '429hour', '429odd'] as const;
const storageAnswers = ['403', '409', '412'] as const;
const serverErrors = ['500', '502', '503', '504'] as const;
type ServerError = (typeof serverErrors)[number];
export type IngestionFault = RequestFault | ServerError | (typeof ingestionAnswers)[number];
export type StorageFault = RequestFault | ServerError | (typeof storageAnswers)[number];

/** A stretch of time, in milliseconds since the run began. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What goes wrong in a run, drawn from its seed. Each kind of fault is in about half of the runs and in different
 * company, because a system that meets all of them at once does nothing but wait
 * (https://dl.acm.org/doi/10.1145/2338965.2336763, swarm testing).
 */
export interface FaultMix {
  /** Milliseconds until the faults stop. */
  readonly duration: number;
  readonly partitions: number;
  readonly hosts: number;
  readonly messages: number;
  /** Milliseconds from the start at which messages arrive, many at a time; spread evenly if there is none. */
  readonly bursts: readonly number[];
  readonly rowsInMessage: number;
  readonly longNames: boolean;
  readonly unreadable: number;
  readonly poison: number;
  readonly noise: number;
  readonly minimumScore: number;
  readonly ingestion: ReadonlyMap<IngestionFault, number>;
  readonly storage: ReadonlyMap<StorageFault, number>;
  readonly ingestionOutages: readonly Stretch[];
  readonly storageOutages: readonly Stretch[];
  /** Milliseconds from the start in which the role assignment is not in effect. */
  readonly forbidden: number;
  readonly hostCrashes: readonly number[];
  readonly workerCrashes: readonly number[];
  readonly hostStalls: readonly Stretch[];
  readonly scaleOuts: readonly number[];
  readonly checkpointFailures: number;
  readonly publishes: readonly number[];
  readonly dyingTrainers: readonly number[];
  readonly damages: readonly number[];
  /** When an operator replays dead letters although nothing is well yet. */
  readonly replays: readonly number[];
  /** Milliseconds that scoring a finding takes, until the faults stop. */
  readonly slowScoring: number;
  /** Whether everything is restarted when the faults stop. */
  readonly restarts: boolean;
}

const minute = 60_000;

export function drawFaultMix(random: Random): FaultMix {
  const sometimes = (rate: number) => random.next() < rate;
  const duration = minute * random.pick([2, 10, 30, 60, 180]);
  const times = (rate: number, most: number): number[] =>
    sometimes(rate) ? Array.from({ length: 1 + random.below(most) }, () => random.below(duration)).sort(ascending) : [];
  const stretches = (rate: number, most: number, longest: number): Stretch[] =>
    times(rate, most).map((from) => ({ from, to: Math.min(duration, from + random.below(longest)) }));
  const rates = <Kind extends string>(kinds: readonly Kind[]): Map<Kind, number> => {
    const chosen = kinds.filter(() => sometimes(0.3));
    return new Map(chosen.map((kind) => [kind, random.pick([0.01, 0.05, 0.2]) / Math.sqrt(chosen.length)]));
  };
  const longNames = sometimes(0.06);
  const isSlow = !longNames && sometimes(0.15);
  return {
    duration,
    partitions: isSlow ? 3 : longNames ? 1 : 1 + random.below(4),
    // Simulated work takes everybody's time, so that whoever is slow must be alone.
    hosts: isSlow ? 1 : 1 + random.below(2),
    messages: longNames ? 8 + random.below(8) : isSlow ? 24 + random.below(24) : 5 + random.below(30),
    bursts: times(isSlow || longNames ? 1 : 0.5, 3),
    rowsInMessage: longNames ? 120 : isSlow ? 8 : random.pick([1, 4, 8]),
    longNames,
    unreadable: sometimes(0.5) ? 0.15 : 0,
    poison: sometimes(0.4) ? random.pick([0.02, 0.1, 0.5]) : 0,
    noise: sometimes(0.5) ? 0.15 : 0,
    minimumScore: sometimes(0.3) ? 0 : -1e9,
    ingestion: rates<IngestionFault>([...requestFaults, ...serverErrors, ...ingestionAnswers]),
    storage: rates<StorageFault>([...requestFaults, ...serverErrors, ...storageAnswers]),
    ingestionOutages: stretches(0.2, 2, duration),
    storageOutages: stretches(0.3, 2, duration),
    forbidden: sometimes(0.1) ? 30 * minute : 0,
    hostCrashes: times(0.3, 4),
    workerCrashes: times(0.3, 4),
    hostStalls: stretches(0.3, 2, 10 * minute),
    scaleOuts: isSlow ? [] : times(0.3, 2),
    checkpointFailures: sometimes(0.2) ? 0.3 : 0,
    publishes: sometimes(0.9) ? [...(sometimes(0.7) ? [0] : []), ...times(0.9, 4)] : [],
    dyingTrainers: times(0.3, 4),
    damages: times(0.4, 4),
    replays: times(0.4, 2),
    // Never so slow that one message alone takes a minute.
    slowScoring: isSlow ? 3_000 + random.below(1_500) : 0,
    restarts: sometimes(0.5),
  };
}

const ascending = (one: number, other: number) => one - other;
