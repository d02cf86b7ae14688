import { judge } from '../../../shared/evaluation/judge';
import { overSeeds } from '../../../shared/evaluation/overSeeds';
import { accessAt, labelled } from './accesses';

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
