import fc from 'fast-check';
import { rankCorrelation } from '../../../tools/parity/rankCorrelation';

const correlation = (one: readonly number[], other: readonly number[]) =>
  rankCorrelation(Float64Array.from(one), Float64Array.from(other));

describe('rankCorrelation', () => {
  // https://en.wikipedia.org/wiki/Spearman%27s_rank_correlation_coefficient#Example: IQ and hours of TV.
  it('is -29/165 of the well-known example', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(correlation(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  // scipy.stats.spearmanr([1, 2, 2, 3], [1, 3, 2, 4]).statistic
  it('gives equal values the mean of their ranks', () => {
    expect(correlation([1, 2, 2, 3], [1, 3, 2, 4])).toBeCloseTo(0.9486832980505139, 12);
  });

  it('takes infinities, equal to each other', () => {
    const infinite = [Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY, 0];
    expect(correlation(infinite, [9, 1, 9, 0])).toBeCloseTo(1, 12);
  });

  it('is not a number where all values are equal', () => {
    expect(correlation([1, 1], [1, 2])).toBeNaN();
  });

  it('is 1 with itself and any growing function of it, and -1 turned over', () => {
    const distinct = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(distinct, (values) => {
        expect(
          correlation(
            values,
            values.map((value) => value ** 3),
          ),
        ).toBeCloseTo(1, 10);
        expect(
          correlation(
            values,
            values.map((value) => -value),
          ),
        ).toBeCloseTo(-1, 10);
      }),
    );
  });
});
