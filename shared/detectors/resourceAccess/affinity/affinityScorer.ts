import { type AdditiveModel, additiveAt, shapeAt } from '../../../numerics/additiveLogistic';
import type { AffinityOdds } from './affinityModel';
import { nowhere, type Opener, type ResourcePlace, SignalMeter } from './signalMeter';
import { signalCount } from './signals';
import type { Usage } from './usage';

/** What each signal adds to a score: they and the base sum up to it. */
export interface Contributions {
  readonly base: number;
  /** In the order of the signals, as is what was measured. */
  readonly bySignal: Float64Array;
  readonly signals: Float64Array;
  readonly score: number;
}

/**
 * Scores accesses: the log-odds that a pair was drawn at random and is not one that occurs. 0 is where both are as likely;
 * higher is more anomalous.
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

  /** How many times as many first-time accesses as the average user's a user's are expected to be; above 0. */
  activityOf(opener: Opener): number {
    if (this.#userOdds === null) return 1;
    this.#meter.turnTo(opener);
    this.#meter.measure(nowhere, this.#signals);
    return Math.exp(additiveAt(this.#userOdds, this.#signals));
  }

  contributions(opener: Opener, place: ResourcePlace): Contributions {
    const score = this.score(opener, place);
    const bySignal = this.#signals.map((signal, i) => -shapeAt(this.#odds.shapes[i]!, signal));
    return { base: -this.#odds.intercept, bySignal, signals: this.#signals.slice(), score };
  }
}
