import { type AdditiveModel, shapeAt } from '../../../numerics/additiveLogistic';
import { type Opener, type ResourcePlace, SignalMeter } from './signalMeter';
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
  readonly #meter: SignalMeter;
  readonly #signals = new Float64Array(signalCount);

  constructor(usage: Usage, odds: AdditiveModel) {
    this.#odds = odds;
    this.#meter = new SignalMeter(usage);
  }

  score(opener: Opener, place: ResourcePlace): number {
    this.#meter.turnTo(opener);
    this.#meter.measure(place, this.#signals);
    let score = -this.#odds.intercept;
    for (let i = 0; i < signalCount; i++) score -= shapeAt(this.#odds.shapes[i]!, this.#signals[i]!);
    return score;
  }

  contributions(opener: Opener, place: ResourcePlace): Contributions {
    const score = this.score(opener, place);
    const bySignal = this.#signals.map((signal, i) => -shapeAt(this.#odds.shapes[i]!, signal));
    return { base: -this.#odds.intercept, bySignal, signals: this.#signals.slice(), score };
  }
}
