import { binomialEstimate } from '../../../../shared/evaluation/figures/binomialInterval';

describe('binomialEstimate', () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the score interval without continuity correction.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('has the interval of Newcombe for %d of %d', (successes, trials, low, high) => {
    const estimate = binomialEstimate(successes, trials);
    expect(estimate.value).toBe(successes / trials);
    expect(estimate.low).toBeCloseTo(low, 4);
    expect(estimate.high).toBeCloseTo(high, 4);
  });

  it('is no number where nothing was tried', () => {
    expect(binomialEstimate(0, 0)).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
  });
});
