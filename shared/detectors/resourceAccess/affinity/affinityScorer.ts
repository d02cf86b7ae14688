import { type AdditiveModel, additiveAt, shapeAt } from '../../../numerics/additiveLogistic';
import type { AffinityOdds } from './affinityModel';
import { nowhere, type Opener, type ResourcePlace, SignalMeter } from './signalMeter';
import { signalCount } from './signals';
import type { Usage } from './usage';

/** No user is expected to be a hundred times as active as the average one, or as idle: nothing was seen that far out. */
const greatestLogActivity = Math.log(100);

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
 * alone counts half where accesses carry time. Higher is more anomalous.
 */
export class AffinityScorer {
  readonly #odds: AdditiveModel;
  readonly #userOdds: AdditiveModel | null;
  readonly #meter: SignalMeter;
  readonly #signals = new Float64Array(signalCount);

  constructor(usage: Usage, { pair, user }: AffinityOdds) {
    this.#odds = pair;
    this.#userOdds = user;
    this.#meter = new SignalMeter(usage);
  }

  score(opener: Opener, place: ResourcePlace): number {
    this.#meter.turnTo(opener);
    this.#meter.measure(place, this.#signals);
    return -additiveAt(this.#odds, this.#signals);
  }

  /** How many times as many first-time accesses as the average user's a user's are expected to be: 0.01 to 100. */
  activityOf(opener: Opener): number {
    if (this.#userOdds === null) return 1;
    this.#meter.turnTo(opener);
    this.#meter.measure(nowhere, this.#signals);
    const logActivity = additiveAt(this.#userOdds, this.#signals);
    return Math.exp(Math.min(greatestLogActivity, Math.max(-greatestLogActivity, logActivity)));
  }

  contributions(opener: Opener, place: ResourcePlace): Contributions {
    const score = this.score(opener, place);
    const bySignal = this.#signals.map((signal, i) => -shapeAt(this.#odds.shapes[i]!, signal));
    return { base: -this.#odds.intercept, bySignal, signals: this.#signals.slice(), score };
  }
}
