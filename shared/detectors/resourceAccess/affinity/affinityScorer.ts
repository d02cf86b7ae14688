import { additiveAt, flatShape, shapeAt } from '../../../numerics/additiveLogistic';
import type { AffinityOdds } from './affinityModel';
import { nowhere, type Opener, type ResourcePlace, SignalMeter } from './signalMeter';
import { signalCount, signalNames } from './signals';
import type { Usage } from './usage';

/** No user is expected to be a hundred times as active as the average one, or as idle: nothing was seen that far out. */
const greatestLogActivity = Math.log(100);

/** Of a tenant that nothing was learned from. */
const unknown: AffinityOdds = { pair: { intercept: 0, shapes: signalNames.map(() => flatShape) }, user: null };

/** What each signal adds to a score: they and the base sum up to it. */
export interface Contributions {
  readonly base: number;
  /** In the order of the signals, as is what was measured. */
  readonly bySignal: Float64Array;
  readonly signals: Float64Array;
  readonly score: number;
}

/**
 * Scores accesses: the log-odds that a pair was drawn at random and is not one that occurs, in which what is of the user
 * alone counts half where days show habits. Higher is more anomalous; 0 for a tenant that nothing was learned from.
 */
export class AffinityScorer {
  readonly #odds: readonly AffinityOdds[];
  readonly #meter: SignalMeter;
  readonly #signals = new Float64Array(signalCount);

  /** @param odds of each tenant */
  constructor(usage: Usage, odds: readonly AffinityOdds[]) {
    this.#odds = odds;
    this.#meter = new SignalMeter(usage);
  }

  score(opener: Opener, place: ResourcePlace): number {
    this.#meter.turnTo(opener);
    this.#meter.measure(place, this.#signals);
    return -additiveAt(this.#oddsOf(opener).pair, this.#signals);
  }

  /** How many times as many first-time accesses as the average user's a user's are expected to be: 0.01 to 100. */
  activityOf(opener: Opener): number {
    const { user } = this.#oddsOf(opener);
    if (user === null) return 1;
    this.#meter.turnTo(opener);
    this.#meter.measure(nowhere, this.#signals);
    const logActivity = additiveAt(user, this.#signals);
    return Math.exp(Math.min(greatestLogActivity, Math.max(-greatestLogActivity, logActivity)));
  }

  contributions(opener: Opener, place: ResourcePlace): Contributions {
    const score = this.score(opener, place);
    const { pair } = this.#oddsOf(opener);
    const bySignal = this.#signals.map((signal, i) => -shapeAt(pair.shapes[i]!, signal));
    return { base: -pair.intercept, bySignal, signals: this.#signals.slice(), score };
  }

  #oddsOf({ tenant }: Opener): AffinityOdds {
    return this.#odds[tenant] ?? unknown;
  }
}
