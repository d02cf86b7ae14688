import { resampledWeights } from '../../../../shared/evaluation/figures/bootstrap';
import { percentileEstimate, quantile } from '../../../../shared/evaluation/figures/estimate';
import { figuresOf } from '../../../../shared/evaluation/figures/figures';
import { MersenneTwister } from '../../../../shared/numerics/mersenneTwister';
import { type RankedPair, rankedPairs } from '../rankedPairs';

function intervalOf(given: readonly RankedPair[], figure: string, resamples: number, seed = 0) {
  const { pairs, ranking, once } = rankedPairs(given);
  const resampled = [...resampledWeights(pairs, resamples, seed)].length;
  expect(resampled).toBe(resamples);
  const values: number[] = [];
  for (const weights of resampledWeights(pairs, resamples, seed)) {
    values.push(figuresOf(ranking, pairs, weights).get(figure)!);
  }
  return percentileEstimate(figuresOf(ranking, pairs, once).get(figure)!, Float64Array.from(values));
}

/** Sum of twelve uniforms, less 6: nearly a standard normal. */
function normal(random: MersenneTwister): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.nextUint32() / 2 ** 32;
  return sum;
}

describe('resampledWeights', () => {
  it('keeps the pairs of a user-day together, and as many user-days in each day', () => {
    const given = [0, 0, 1, 2, 3, 3, 3, 4].map((userDay) => ({ score: 1, userDay, day: userDay < 2 ? 0 : 1 }));
    const { pairs } = rankedPairs(given);
    const firstOf = [0, 2, 3, 4, 7];
    for (const weights of resampledWeights(pairs, 50, 1)) {
      expect(weights[1]).toBe(weights[0]);
      expect([weights[5], weights[6]]).toEqual([weights[4], weights[4]]);
      const drawn = firstOf.map((position) => weights[position]!);
      expect(drawn[0]! + drawn[1]!).toBe(2);
      expect(drawn[2]! + drawn[3]! + drawn[4]!).toBe(3);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const { pairs } = rankedPairs(Array.from({ length: 30 }, () => ({ score: 1 })));
    const draw = (seed: number) => Array.from(resampledWeights(pairs, 3, seed), (weights) => [...weights]);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});

describe('intervals', () => {
  it('cover the true ROC-AUC about 19 times in 20', () => {
    // Scores N(0, 1) and N(1, 1): the AUC is P(N(1, 2) > 0) = 0.76025.
    const random = new MersenneTwister(7);
    let covered = 0;
    for (let trial = 0; trial < 100; trial++) {
      const given = Array.from({ length: 120 }, (_, i) =>
        i < 30 ? { score: 1 + normal(random), kind: 'a' } : { score: normal(random) },
      );
      const { low, high } = intervalOf(given, 'rocAuc', 200, trial);
      if (low <= 0.76025 && 0.76025 <= high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(87);
    expect(covered).toBeLessThanOrEqual(99);
  });

  it('are wider where anomalies come in sweeps than where as many come alone', () => {
    const random = new MersenneTwister(3);
    const legitimate = Array.from({ length: 200 }, (_, i) => ({ score: normal(random), userDay: 100 + i }));
    const anomalies = Array.from({ length: 40 }, (_, i) => ({ score: Math.floor(i / 10), kind: 'sweep' }));
    const widthWith = (userDayOf: (i: number) => number) => {
      const given = [...anomalies.map((pair, i) => ({ ...pair, userDay: userDayOf(i) })), ...legitimate];
      const { low, high } = intervalOf(given, 'rocAuc', 200);
      return high - low;
    };
    expect(widthWith((i) => Math.floor(i / 10))).toBeGreaterThan(1.5 * widthWith((i) => i));
  });
});

describe('quantile', () => {
  it('interpolates between order statistics and leaves out NaN', () => {
    // numpy.quantile([1, 2, 3, 4], 0.4) = 2.2
    expect(quantile(Float64Array.of(4, Number.NaN, 1, 3, 2), 0.4)).toBeCloseTo(2.2, 12);
    expect(quantile(Float64Array.of(5), 0.975)).toBe(5);
    expect(quantile(Float64Array.of(Number.NaN), 0.5)).toBeNaN();
  });
});
