import { meanEstimate, meanShare } from '../../../../shared/evaluation/figures/meanEstimate';

describe('meanEstimate', () => {
  it("is the mean with Student's interval", () => {
    // By hand: mean 0.3, s = sqrt(0.025), t(4) = 2.776: 0.3 ± 2.776 sqrt(0.025 / 5).
    const { value, low, high } = meanEstimate([0.1, 0.2, 0.3, 0.4, 0.5, Number.NaN]);
    expect(value).toBeCloseTo(0.3, 12);
    expect(low).toBeCloseTo(0.3 - 2.776 * Math.sqrt(0.005), 12);
    expect(high).toBeCloseTo(0.3 + 2.776 * Math.sqrt(0.005), 12);
  });

  it('has no interval for a single value, and is NaN for none', () => {
    expect(meanEstimate([0.3])).toEqual({ value: 0.3, low: Number.NaN, high: Number.NaN });
    expect(meanEstimate([]).value).toBeNaN();
  });
});

describe('meanShare', () => {
  it('cuts the interval at 0 and 1', () => {
    expect(meanShare([0, 0.1])).toMatchObject({ value: 0.05, low: 0 });
    expect(meanShare([0.9, 1])).toMatchObject({ value: 0.95, high: 1 });
  });
});
