import fc from 'fast-check';
import { separation } from '../../../../shared/evaluation/figures/separation';
import { type RankedPair, rankedPairs } from '../rankedPairs';

const separate = (given: readonly RankedPair[], weights?: Int32Array) => {
  const { pairs, ranking, once } = rankedPairs(given);
  return separation(ranking, pairs, weights ?? once);
};

const anyPair = fc.record({
  score: fc.constantFrom(null, -1, 0, 0.5, 1, Number.POSITIVE_INFINITY),
  kind: fc.constantFrom(null, null, 'sweep', 'otherSite'),
});
const anyPairs = fc.array(anyPair, { minLength: 1, maxLength: 30 });

/** What a score ranks as: no score below all, +Infinity above all. */
const rankedAs = ({ score }: RankedPair) => score ?? Number.NEGATIVE_INFINITY;

/** Nearly equal, or both NaN. */
function expectSame(received: number | undefined, expected: number): void {
  if (Number.isNaN(expected)) expect(received).toBeNaN();
  else expect(received).toBeCloseTo(expected, 10);
}

/** The definition: how often an anomalous pair outranks a legitimate one, ties half. */
function bruteForceAuc(anomalous: readonly RankedPair[], legitimate: readonly RankedPair[]): number {
  let outranked = 0;
  for (const one of anomalous) {
    for (const other of legitimate) {
      outranked += rankedAs(one) > rankedAs(other) ? 1 : rankedAs(one) === rankedAs(other) ? 0.5 : 0;
    }
  }
  return outranked / (anomalous.length * legitimate.length);
}

describe('separation', () => {
  it("has the ROC-AUC and the average precision of scikit-learn's own example", () => {
    // roc_auc_score and average_precision_score of y_true = [0, 0, 1, 1], y_score = [0.1, 0.4, 0.35, 0.8],
    // in scikit-learn's documentation of the two.
    const { rocAuc, averagePrecision } = separate([
      { score: 0.1 },
      { score: 0.4 },
      { score: 0.35, kind: 'sweep' },
      { score: 0.8, kind: 'sweep' },
    ]);
    expect(rocAuc).toBeCloseTo(0.75, 12);
    expect(averagePrecision).toBeCloseTo(0.8333333333, 9);
  });

  it('takes equal scores for one threshold', () => {
    // By hand: at the only threshold all 4 are found, recall 1 and precision 1/4.
    const { rocAuc, averagePrecision } = separate([{ score: 1, kind: 'a' }, { score: 1 }, { score: 1 }, { score: 1 }]);
    expect(rocAuc).toBe(0.5);
    expect(averagePrecision).toBe(0.25);
  });

  it('ranks +Infinity first and pairs without a score last', () => {
    expect(separate([{ score: Number.POSITIVE_INFINITY, kind: 'a' }, { score: 9 }]).rocAuc).toBe(1);
    expect(separate([{ score: null, kind: 'a' }, { score: -9 }]).rocAuc).toBe(0);
  });

  it('is NaN where there is nothing to tell apart', () => {
    expect(separate([{ score: 1 }])).toMatchObject({ rocAuc: Number.NaN, averagePrecision: Number.NaN });
    expect(separate([{ score: 1, kind: 'a' }]).rocAuc).toBeNaN();
  });

  it('is the probability of the right order, over all and for each kind', () => {
    fc.assert(
      fc.property(anyPairs, (given) => {
        const legitimate = given.filter(({ kind }) => kind === null);
        const anomalous = given.filter(({ kind }) => kind !== null);
        const { pairs } = rankedPairs(given);
        const { rocAuc, rocAucOfKind } = separate(given);
        expectSame(rocAuc, bruteForceAuc(anomalous, legitimate));
        pairs.kinds.forEach((kind, position) => {
          const ofKind = anomalous.filter((pair) => pair.kind === kind);
          expectSame(rocAucOfKind[position], bruteForceAuc(ofKind, legitimate));
        });
      }),
    );
  });

  it('has as average precision the mean, over anomalous pairs, of the precision at their score', () => {
    fc.assert(
      fc.property(anyPairs, (given) => {
        const anomalous = given.filter(({ kind }) => kind !== null);
        const precisions = anomalous.map((pair) => {
          const seen = given.filter((other) => rankedAs(other) >= rankedAs(pair));
          return seen.filter(({ kind }) => kind !== null).length / seen.length;
        });
        const mean = precisions.reduce((sum, precision) => sum + precision, 0) / anomalous.length;
        expectSame(separate(given).averagePrecision, mean);
      }),
    );
  });

  it('counts a pair of weight n like n pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPair, fc.nat(3)), { minLength: 1, maxLength: 15 }), (given) => {
        const weights = Int32Array.from(given, ([, weight]) => weight);
        const copies = given.flatMap(([pair, weight]) => Array.from({ length: weight }, () => pair));
        const weighted = separate(
          given.map(([pair]) => pair),
          weights,
        );
        const copied = separate(copies);
        expectSame(weighted.rocAuc, copied.rocAuc);
        expectSame(weighted.averagePrecision, copied.averagePrecision);
      }),
    );
  });
});
