import fc from 'fast-check';
import type { Evaluation, Figure, ScorerFigures } from '../../../shared/detectors/evaluation';
import {
  comparedFigure,
  compareEvaluations,
  evaluateOrWarn,
  evaluationInShort,
  evaluationQuality,
  ModelRegressionError,
} from '../../../shared/jobs/evaluationComparison';

const figure = (value: number, halfWidth = 0.02): Figure => ({
  value,
  low: value - halfWidth,
  high: value + halfWidth,
});

function figures(scorer: string, rocAuc: Figure): ScorerFigures {
  const abstained = { value: null, low: null, high: null };
  const others = { averagePrecision: figure(0.4), recallAt25: figure(0.5), precisionAt25: figure(0.2), abstained };
  return { scorer, rocAuc, ...others };
}

function evaluation(rocAuc: Figure, scorer = 'affinity'): Evaluation {
  return {
    scorer,
    from: '2026-11-13T00:00:00.000Z',
    days: 7,
    users: 100,
    trainingPairs: 1000,
    firstTimePairs: 90,
    plantedPairs: 200,
    scorers: [figures('popularity', figure(0.7)), figures(scorer, rocAuc)],
  };
}

const version = '20261119T023000Z-0123456789ab';
const compare = (next: Figure, before: Figure) =>
  compareEvaluations(evaluation(next), version, { scorer: 'affinity', rocAuc: before });

describe('a comparison', () => {
  it('refuses a model whose interval ends below that of the current one, with both figures and the remedy', () => {
    const worse = () => compare(figure(0.8), figure(0.95));
    expect(worse).toThrow(ModelRegressionError);
    expect(worse).toThrow(/0\.800 \(0\.780 to 0\.820\).*0\.950 \(0\.930 to 0\.970\).*stays.*delete current\.json/);
  });

  it('lets through what is equal, better, or within the interval', () => {
    expect(compare(figure(0.95), figure(0.95))).toBeNull();
    expect(compare(figure(0.99), figure(0.8))).toBeNull();
    expect(compare(figure(0.92), figure(0.95))).toBeNull();
  });

  it('lets through a fall of less than 0.02, as an interval may have no width', () => {
    expect(compare(figure(0.985, 0), figure(1, 0))).toBeNull();
    expect(() => compare(figure(0.975, 0), figure(1, 0))).toThrow(ModelRegressionError);
  });

  it('never refuses a model that is not worse', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, value, value, (one, other, width, otherWidth) => {
        const [worse, better] = one < other ? [one, other] : [other, one];
        expect(compare(figure(better, width), figure(worse, otherWidth))).toBeNull();
      }),
    );
  });

  it.each([
    ['there is no model', evaluation(figure(0.5)), undefined, undefined, /no model to compare with/],
    [
      'nothing was judged',
      { unjudged: 'it takes 8 days' },
      version,
      { scorer: 'affinity', rocAuc: figure(1) },
      /8 days/,
    ],
    ['the current model was not judged', evaluation(figure(0.5)), version, undefined, /current model was not judged/],
    [
      'the current model has another scorer',
      evaluation(figure(0.5)),
      version,
      { scorer: 'accessAnomaly', rocAuc: figure(1) },
      /as accessAnomaly scores/,
    ],
    [
      'there is no interval',
      evaluation({ value: 0.5, low: null, high: null }),
      version,
      { scorer: 'affinity', rocAuc: figure(1) },
      /too few anomalies/,
    ],
  ] as const)('is none, with the reason, where %s', (_, next, currentVersion, current, reason) => {
    expect(compareEvaluations(next, currentVersion, current)).toMatch(reason);
  });
});

describe('the figure of a manifest', () => {
  it('is the one of the scorer that writes findings', () => {
    const stored: unknown = JSON.parse(JSON.stringify(evaluation(figure(0.75, 0.25))));
    expect(comparedFigure(stored)).toEqual({ scorer: 'affinity', rocAuc: { value: 0.75, low: 0.5, high: 1 } });
  });

  it('is none where nothing was judged, and in whatever else a manifest may hold', () => {
    expect(comparedFigure({ unjudged: 'no days' })).toBeUndefined();
    const own = { scorer: 'affinity', rocAuc: { value: '1', low: 0, high: 1 } };
    expect(comparedFigure({ scorer: 'affinity', scorers: [own] })).toBeUndefined();
    fc.assert(fc.property(fc.anything(), (value) => comparedFigure(value) === undefined));
  });
});

it('puts the figures of the scorer that writes findings among those of quality, without what cannot be told', () => {
  const quality = evaluationQuality(evaluation(figure(0.9)));
  expect(quality).toEqual({ rocAuc: 0.9, averagePrecision: 0.4, recallAt25: 0.5, precisionAt25: 0.2 });
  expect(evaluationQuality({ unjudged: 'no days' })).toEqual({});
});

it('is short in a log: of other scorers it tells the ROC-AUC alone', () => {
  const short = evaluationInShort(evaluation(figure(0.9)));
  expect(short).toMatchObject({ scorer: 'affinity', rocAuc: figure(0.9), rocAucOfOthers: { popularity: 0.7 } });
  expect(evaluationInShort({ unjudged: 'no days' })).toEqual({ unjudged: 'no days' });
});

it('warns of an evaluation that fails, and says why', () => {
  const warnings: string[] = [];
  const detector = {
    evaluate: () => {
      throw new Error('no such thing');
    },
  };
  const memory = { total: 0, window: null };
  expect(evaluateOrWarn(detector, memory, {}, 1, (warning) => warnings.push(warning))).toEqual({
    unjudged: 'no such thing',
  });
  expect(warnings).toEqual([expect.stringMatching(/could not be judged: no such thing\. .*published all the same/)]);
});
