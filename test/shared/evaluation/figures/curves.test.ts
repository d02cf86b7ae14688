import fc from 'fast-check';
import { curvesOf } from '../../../../shared/evaluation/figures/curves';
import { separation } from '../../../../shared/evaluation/figures/separation';
import { rankedPairs } from '../rankedPairs';

describe('curvesOf', () => {
  it('has a point for each distinct score', () => {
    const { pairs, ranking } = rankedPairs([
      { score: 3, kind: 'a' },
      { score: 2, kind: 'a' },
      { score: 2 },
      { score: null },
    ]);
    expect(curvesOf(ranking, pairs)).toEqual({
      roc: [
        { x: 0, y: 0 },
        { x: 0, y: 0.5 },
        { x: 0.5, y: 1 },
        { x: 1, y: 1 },
      ],
      precisionRecall: [
        { x: 0.5, y: 1 },
        { x: 1, y: 2 / 3 },
        { x: 1, y: 0.5 },
      ],
    });
  });

  it('has the ROC-AUC below it', () => {
    const anyPair = fc.record({ score: fc.integer({ min: 0, max: 5 }), kind: fc.constantFrom(null, 'a') });
    fc.assert(
      fc.property(fc.array(anyPair, { minLength: 2, maxLength: 15 }), (given) => {
        const { pairs, ranking, once } = rankedPairs(given);
        const { roc } = curvesOf(ranking, pairs);
        fc.pre(roc.length > 0);
        const area = roc
          .slice(1)
          .reduce((sum, point, i) => sum + ((point.x - roc[i]!.x) * (point.y + roc[i]!.y)) / 2, 0);
        expect(area).toBeCloseTo(separation(ranking, pairs, once).rocAuc, 10);
      }),
    );
  });

  it('leaves out what nobody would see, but never its ends', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ score: i, kind: i % 2 === 0 ? 'a' : null }));
    const { pairs, ranking } = rankedPairs(many);
    const { roc } = curvesOf(ranking, pairs);
    expect(roc.length).toBeLessThan(900);
    expect([roc[0], roc.at(-1)]).toEqual([
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ]);
  });

  it('is empty where there is nothing to tell apart', () => {
    const { pairs, ranking } = rankedPairs([{ score: 1 }]);
    expect(curvesOf(ranking, pairs)).toEqual({ roc: [], precisionRecall: [] });
  });
});
