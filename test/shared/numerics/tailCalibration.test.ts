import fc from 'fast-check';
import {
  calibrateTail,
  isBeyondFew,
  leastPValue,
  lowestScore,
  pValue,
  quantileCount,
  scoreAt,
  scoreCount,
  type TailCalibration,
} from '../../../shared/numerics/tailCalibration';
import { exponential, normalSample, pareto, sampleOf, uniform } from './samples';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const calibrations = (draw: (seed: number) => Float64Array) => seeds.map((seed) => calibrateTail(draw(seed)));
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** How often a threshold for this p-value is really reached, as a multiple of the p-value: of eleven samples. */
function excessRates(fitted: readonly TailCalibration[], survival: (score: number) => number, p: number): number[] {
  return fitted.map((calibration) => survival(scoreAt(calibration, p)) / p);
}

describe('rates of samples of 20,000', () => {
  describe.each([exponential, pareto])('of the $name distribution', (distribution) => {
    const fitted = calibrations((seed) => sampleOf(distribution, 20_000, seed));
    // Below the scores that were seen the tail's shape decides, whose error is that of a thousand exceedances.
    it.each([
      [0.5, 1.05],
      [1e-2, 1.2],
      [1e-3, 1.5],
      [1e-4, 2.5],
      [1e-5, 5.5],
    ])('are within twice of %s in the middle, and within %s times of it each', (p, factor) => {
      const rates = excessRates(fitted, distribution.survival, p);
      expect(Math.abs(Math.log2(median(rates)))).toBeLessThan(1);
      for (const rate of rates) expect(Math.abs(Math.log(rate))).toBeLessThan(Math.log(factor));
    });
  });

  it('of the uniform distribution are within twice as far as ten scores tell, and never above beyond', () => {
    const fitted = calibrations((seed) => sampleOf(uniform, 20_000, seed));
    for (const p of [1e-2, 1e-3]) {
      expect(Math.abs(Math.log2(median(excessRates(fitted, uniform.survival, p))))).toBeLessThan(1);
    }
    for (const p of [1e-4, 1e-5]) expect(Math.max(...excessRates(fitted, uniform.survival, p))).toBeLessThan(2);
  });

  // Python: -statistics.NormalDist().inv_cdf(p).
  it.each([
    [1e-3, 3.090232306167813],
    [1e-4, 3.71901648545568],
    [1e-5, 4.264890793922825],
  ])('of the normal distribution say %s of the score that has it, within twice of it', (p, score) => {
    const told = calibrations((seed) => normalSample(20_000, seed)).map(
      (calibration) => pValue(calibration, score) / p,
    );
    expect(Math.abs(Math.log2(median(told)))).toBeLessThan(1);
  });

  it('are those that are counted in a fresh sample', () => {
    const calibration = calibrateTail(normalSample(20_000, 1));
    const fresh = normalSample(400_000, 99);
    for (const p of [0.3, 0.05, 1e-2, 1e-3, 1e-4]) {
      const threshold = scoreAt(calibration, p);
      const rate = fresh.filter((score) => score >= threshold).length / fresh.length;
      expect(Math.abs(Math.log2(rate / p))).toBeLessThan(1);
    }
  });
});

describe('calibrateTail', () => {
  it('keeps a tail of a twentieth of the scores, and at most 512 quantiles of the others', () => {
    const { quantileScores, tail } = calibrateTail(Float64Array.from({ length: 2_000 }, (_, i) => 1_999 - i));
    expect(tail.threshold).toBe(1_899);
    expect(tail.probability).toBe(101 / 2_001);
    expect(quantileScores).toHaveLength(quantileCount);
    expect([quantileScores[0], quantileScores[quantileCount - 1]]).toEqual([0, 1_899]);
  });

  it.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [499, 49],
    [500, 50],
    [1_000, 50],
    [100_000, 5_000],
    [200_000, 5_000],
  ])('of %s scores takes the top %s for the tail', (count, exceedances) => {
    const { tail } = calibrateTail(sampleOf(exponential, count, 5));
    expect(tail.probability).toBe((1 + exceedances) / (1 + count));
    expect(tail.shape !== 0).toBe(exceedances >= 50);
    expect(tail.scale > 0).toBe(exceedances > 0);
  });

  it('leaves the scores as they are', () => {
    const scores = [3, 1, 2];
    calibrateTail(scores);
    expect(scores).toEqual([3, 1, 2]);
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -Number.POSITIVE_INFINITY,
    1e301,
  ])('does not take a score of %s', (score) => {
    expect(() => calibrateTail([1, score, 2])).toThrow(/a score of .* cannot be calibrated: leave out/);
  });
});

describe('pValue', () => {
  it('knows nothing to be rare without scores', () => {
    const calibration = calibrateTail([]);
    expect([-1e9, 0, 1e9].map((score) => pValue(calibration, score))).toEqual([1, 1, 1]);
    expect(scoreAt(calibration, 0.5)).toBe(Number.POSITIVE_INFINITY);
  });

  it('says no more than 1 in n + 1 of scores above the few there are', () => {
    expect([4, 5, 6].map((score) => pValue(calibrateTail([5]), score))).toEqual([1, 1, 1 / 2]);
    const two = calibrateTail([5, 7]);
    expect([5, 6, 7, 8].map((score) => pValue(two, score))).toEqual([1, expect.closeTo(2 / 3), 1 / 3, 1 / 3]);
    expect(scoreAt(two, 0.1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts all equal scores, and falls behind them', () => {
    const constant = calibrateTail(new Float64Array(999).fill(3));
    expect([2, 3, 3.001].map((score) => pValue(constant, score))).toEqual([1, 1, 1 / 1000]);
    const halves = calibrateTail(Float64Array.from({ length: 999 }, (_, i) => i % 2));
    expect(pValue(halves, 1)).toBeCloseTo(0.5, 2);
    expect(pValue(halves, 1.001)).toBe(1 / 1000);
  });

  it('goes on falling beyond where an even tail ends', () => {
    const calibration = calibrateTail(sampleOf(uniform, 20_000, 1));
    const values = [0.99, 0.9999, 1, 1.001, 1.002].map((score) => pValue(calibration, score));
    for (const [i, value] of values.slice(1).entries()) expect(value).toBeLessThan(values[i]!);
    expect(pValue(calibration, 1e9)).toBe(leastPValue);
  });

  it('has none for a score that is not finite', () => {
    const calibration = calibrateTail([1, 2]);
    expect(() => pValue(calibration, Number.NaN)).toThrow(/a score of NaN has no p-value/);
    expect(() => pValue(calibration, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    for (const p of [0, 1.1, Number.NaN]) expect(() => scoreAt(calibration, p)).toThrow(/is no p-value from 1e-9 to 1/);
  });
});

const anyScore = fc.double({ min: -1e300, max: 1e300, noNaN: true });
const fewScores = fc.array(fc.oneof(anyScore, fc.integer({ min: -3, max: 3 })), { maxLength: 30 });
/** Samples whose tail is fitted: of any shape, with ties or without. */
const manyScores = fc
  .tuple(
    fc.integer({ min: 0, max: 1e6 }),
    fc.integer({ min: 500, max: 1_500 }),
    fc.double({ min: 0.1, max: 3, noNaN: true }),
    fc.boolean(),
  )
  .map(([seed, count, power, isRounded]) =>
    sampleOf(exponential, count, seed).map((score) => (isRounded ? Math.round(score ** power) : score ** power)),
  );
const samples = fc.oneof(fewScores, manyScores);

describe('of any sample', () => {
  it('p-values lie above 0 up to 1 and never rise', () => {
    fc.assert(
      fc.property(samples, fc.array(anyScore), (scores, others) => {
        const calibration = calibrateTail(scores);
        const values = [...others, ...scores].sort((a, b) => a - b).map((score) => pValue(calibration, score));
        for (const [i, value] of values.entries()) {
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThanOrEqual(Math.min(1, (values[i - 1] ?? 1) * (1 + 1e-12)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a score above the one for a p-value has at most that, and one below has at least that', () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 1e-9, max: 1, noNaN: true }), (scores, p) => {
        const calibration = calibrateTail(scores);
        const score = scoreAt(calibration, p);
        const step = Math.abs(score) * 1e-9 + 1e-9 * calibration.tail.scale + Number.MIN_VALUE;
        if (Number.isFinite(score + step))
          expect(pValue(calibration, score + step)).toBeLessThanOrEqual(p * (1 + 1e-6));
        if (Number.isFinite(score - step))
          expect(pValue(calibration, score - step)).toBeGreaterThanOrEqual(p * (1 - 1e-6));
      }),
    );
  });

  it('does not leap at the threshold', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const calibration = calibrateTail(sampleOf(exponential, 600, seed));
        const { threshold, probability, scale } = calibration.tail;
        expect(pValue(calibration, threshold)).toBe(probability);
        expect(pValue(calibration, threshold + 1e-12 * scale)).toBeCloseTo(probability, 9);
        expect(pValue(calibration, threshold - 1e-12 * scale)).toBeCloseTo(probability, 9);
      }),
    );
  });
});

it('knows the lowest score, whose p-value is 1', () => {
  const calibration = calibrateTail([3, 1, 2, 5, 4]);
  expect(lowestScore(calibration)).toBe(1);
  expect(scoreAt(calibration, 1)).toBe(1);
  expect(pValue(calibration, 1)).toBe(1);
  expect(lowestScore(calibrateTail([]))).toBe(0);
});

it('knows how many scores there were, where they are no more than their quantiles', () => {
  const scores = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -9, max: 9, noNaN: true })), {
    maxLength: 700,
  });
  fc.assert(
    fc.property(scores, (given) => {
      const calibration = calibrateTail(given);
      const isTold = calibration.quantileScores.length < quantileCount;
      expect(scoreCount(calibration)).toBe(isTold ? given.length : Number.POSITIVE_INFINITY);
    }),
  );
});

it('tells of fewer than ten scores no more than that another is above them all', () => {
  for (const count of [1, 9]) {
    const few = calibrateTail(Array.from({ length: count }, (_, score) => score));
    expect([count - 1, count - 0.5].map((score) => isBeyondFew(few, score))).toEqual([false, true]);
  }
  expect(isBeyondFew(calibrateTail([]), 1)).toBe(false);
  expect(isBeyondFew(calibrateTail(Array.from({ length: 100 }, (_, score) => score)), 1e9)).toBe(false);
});
