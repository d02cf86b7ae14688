import fc from 'fast-check';
import { dailyBudget } from '../../../../shared/evaluation/figures/dailyBudget';
import { rankedPairs } from '../rankedPairs';

describe('dailyBudget', () => {
  const twoDays = [
    { day: 0, score: 9, kind: 'sweep' },
    { day: 0, score: 8 },
    { day: 0, score: 7, kind: 'sweep' },
    { day: 1, score: 3 },
    { day: 1, score: 2, kind: 'otherSite' },
    { day: 1, score: null, kind: 'otherSite' },
  ];

  it('looks at the highest of every day, however the days compare', () => {
    const { pairs, ranking, once } = rankedPairs(twoDays);
    // By hand: day 0 shows 9 and 8, day 1 shows 3 and 2: two of four anomalies, in four pairs.
    const { recall, precision, recallOfKind } = dailyBudget(ranking, pairs, once, 2);
    expect([recall, precision]).toEqual([0.5, 0.5]);
    expect(pairs.kinds).toEqual(['otherSite', 'sweep']);
    expect([...recallOfKind]).toEqual([0.5, 0.5]);
  });

  it('looks at all of a day that has fewer, those without a score last', () => {
    const { pairs, ranking, once } = rankedPairs(twoDays);
    expect(dailyBudget(ranking, pairs, once, 100)).toMatchObject({ recall: 1, precision: 4 / 6 });
  });

  it('spends the budget on copies of a pair too', () => {
    const { pairs, ranking } = rankedPairs(twoDays.slice(0, 3));
    // Two copies of 8 and one of each other: 9, 8, 8 are looked at.
    const { recall, precision } = dailyBudget(ranking, pairs, Int32Array.of(1, 2, 1), 3);
    expect([recall, precision]).toEqual([0.5, 1 / 3]);
  });

  it('lets neither the order of time nor that of labels decide between equal scores', () => {
    const given = Array.from({ length: 200 }, (_, i) => ({ score: 1, kind: i < 100 ? 'sweep' : null }));
    const precisions = [1, 2, 3, 4, 5].map((seed) => {
      const { pairs, ranking, once } = rankedPairs(given, seed);
      return dailyBudget(ranking, pairs, once, 100).precision;
    });
    for (const precision of precisions) expect(Math.abs(precision - 0.5)).toBeLessThan(0.2);
    expect(new Set(precisions).size).toBeGreaterThan(1);
  });

  it('finds as many as stand in the first of each day, sorted by score', () => {
    const anyPair = fc.record({ score: fc.nat(), day: fc.nat(3), kind: fc.constantFrom(null, 'sweep') });
    const distinctScores = fc.uniqueArray(anyPair, { minLength: 1, maxLength: 40, selector: ({ score }) => score });
    fc.assert(
      fc.property(distinctScores, fc.integer({ min: 1, max: 10 }), (given, budget) => {
        const { pairs, ranking, once } = rankedPairs(given);
        const shown = [0, 1, 2, 3].flatMap((day) =>
          given
            .filter((pair) => pair.day === day)
            .sort((one, other) => other.score - one.score)
            .slice(0, budget),
        );
        const found = shown.filter(({ kind }) => kind !== null).length;
        const all = given.filter(({ kind }) => kind !== null).length;
        const { recall, precision } = dailyBudget(ranking, pairs, once, budget);
        expect(precision).toBeCloseTo(found / shown.length, 12);
        if (all > 0) expect(recall).toBeCloseTo(found / all, 12);
        else expect(recall).toBeNaN();
      }),
    );
  });
});
