import { judge } from '../../../shared/evaluation/judge';
import { meanEstimate, overSeeds } from '../../../shared/evaluation/overSeeds';
import { accessAt, labelled } from './accesses';

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

describe('overSeeds', () => {
  const training = [accessAt(1, 'ann', 'fs\\a')];
  const verdictsWith = (scores: readonly number[], kind: string) => {
    const test = [
      labelled(accessAt(25, 'ann', 'fs\\b'), kind),
      labelled(accessAt(26, 'ann', 'fs\\c')),
      labelled(accessAt(27, 'ann', 'fs\\d')),
    ];
    const left = [...scores];
    return judge([{ name: 'given', fit: () => ({ score: () => left.shift()! }) }], training, test, { resamples: 0 });
  };

  it('takes the mean of every figure, of a kind over the runs that have it', () => {
    // ROC-AUC 1 and 0.5.
    const [joined] = overSeeds([verdictsWith([3, 2, 1], 'sweep'), verdictsWith([2, 3, 1], 'otherSite')]);
    expect(joined).toMatchObject({ scorer: 'given', pairs: 3, anomalous: 1, rocAuc: { value: 0.75 } });
    expect(joined!.rocAuc).toMatchObject({ low: 0, high: 1 });
    expect(joined!.kinds.map(({ kind, rocAuc }) => [kind, rocAuc.value])).toEqual([
      ['otherSite', 0.5],
      ['sweep', 1],
    ]);
  });

  it('leaves a single run as it is', () => {
    const run = verdictsWith([3, 2, 1], 'sweep');
    expect(overSeeds([run])).toBe(run);
  });
});
