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
 * What goes wrong in a run, drawn from its seed. Each kind of fault is in some of the runs and in different
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
  const duration = minute * random.pick([2, 10, 30, 60, 180]);
  return { duration, ...drawWorkload(random, duration), ...drawRequestFaults(random), ...drawEvents(random, duration) };
}

function drawWorkload(random: Random, duration: number) {
  const longNames = sometimes(random, 0.06);
  const isSlow = !longNames && sometimes(random, 0.15);
  return {
    longNames,
    partitions: isSlow ? 3 : longNames ? 1 : 1 + random.below(4),
    // Simulated work takes everybody's time, so that whoever is slow must be alone.
    hosts: isSlow ? 1 : 1 + random.below(2),
    scaleOuts: isSlow ? [] : times(random, 0.3, 2, duration),
    // Never so slow that one message alone takes a minute.
    slowScoring: isSlow ? 3_000 + random.below(1_500) : 0,
    messages: longNames ? 8 + random.below(8) : isSlow ? 24 + random.below(24) : 5 + random.below(30),
    bursts: times(random, isSlow || longNames ? 1 : 0.5, 3, duration),
    rowsInMessage: longNames ? 120 : isSlow ? 8 : random.pick([1, 4, 8]),
    unreadable: sometimes(random, 0.5) ? 0.15 : 0,
    poison: sometimes(random, 0.4) ? random.pick([0.02, 0.1, 0.5]) : 0,
    noise: sometimes(random, 0.5) ? 0.15 : 0,
    minimumScore: sometimes(random, 0.3) ? 0 : -1e9,
  };
}

function drawRequestFaults(random: Random) {
  return {
    ingestion: rates<IngestionFault>(random, [...requestFaults, ...serverErrors, ...ingestionAnswers]),
    storage: rates<StorageFault>(random, [...requestFaults, ...serverErrors, ...storageAnswers]),
    checkpointFailures: sometimes(random, 0.2) ? 0.3 : 0,
    forbidden: sometimes(random, 0.1) ? 30 * minute : 0,
  };
}

function drawEvents(random: Random, duration: number) {
  const atStart = sometimes(random, 0.7) ? [0] : [];
  return {
    ingestionOutages: stretches(random, 0.2, duration, duration),
    storageOutages: stretches(random, 0.3, duration, duration),
    hostCrashes: times(random, 0.3, 4, duration),
    workerCrashes: times(random, 0.3, 4, duration),
    hostStalls: stretches(random, 0.3, 10 * minute, duration),
    publishes: sometimes(random, 0.9) ? [...atStart, ...times(random, 0.9, 4, duration)] : [],
    dyingTrainers: times(random, 0.3, 4, duration),
    damages: times(random, 0.4, 4, duration),
    replays: times(random, 0.4, 2, duration),
    restarts: sometimes(random, 0.5),
  };
}

const sometimes = (random: Random, rate: number): boolean => random.next() < rate;

/** Up to `most` times of a run, in order; none in most runs if `rate` is small. */
function times(random: Random, rate: number, most: number, duration: number): number[] {
  if (!sometimes(random, rate)) return [];
  const drawn = Array.from({ length: 1 + random.below(most) }, () => random.below(duration));
  return drawn.sort((one, other) => one - other);
}

function stretches(random: Random, rate: number, longest: number, duration: number): Stretch[] {
  return times(random, rate, 2, duration).map((from) => ({
    from,
    to: Math.min(duration, from + random.below(longest)),
  }));
}

/** Some of the kinds, and the rate of requests that each befalls: less where there are many. */
function rates<Kind extends string>(random: Random, kinds: readonly Kind[]): Map<Kind, number> {
  const chosen = kinds.filter(() => sometimes(random, 0.3));
  return new Map(chosen.map((kind) => [kind, random.pick([0.01, 0.05, 0.2]) / Math.sqrt(chosen.length)]));
}
