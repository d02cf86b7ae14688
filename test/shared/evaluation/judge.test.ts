import type { CandidateScorer } from '../../../shared/evaluation/candidate';
import { EvaluationError, judge } from '../../../shared/evaluation/judge';
import type { Access } from '../../../shared/events/access';
import { accessAt, labelled } from './accesses';

const training = [accessAt(1, 'ann', 'fs\\a'), accessAt(2, 'bob', 'fs\\b')];
const test = [
  labelled(accessAt(30, 'ann', 'fs\\b'), 'sweep'),
  labelled(accessAt(25, 'bob', 'fs\\b')),
  labelled(accessAt(26, 'bob', 'fs\\a')),
  labelled(accessAt(27, 'bob', 'fs\\a')),
  labelled(accessAt(50, 'bob', 'fs\\c')),
  labelled(accessAt(51, 'bob', 'fs\\c'), 'late'),
];

/** Scores by a table, and remembers what it is asked. */
function scorerOf(scores: Readonly<Record<string, number | null>>, asked: Access[] = []): CandidateScorer {
  return {
    name: 'table',
    fit: () => ({
      score(access) {
        asked.push(access);
        return scores[`${access.user} ${access.resource}`] ?? null;
      },
    }),
  };
}

const noIntervals = { resamples: 0 };

describe('judge', () => {
  it('judges each new pair once, at its first access; a label on any of its accesses makes it anomalous', () => {
    const scorer = scorerOf({ 'ann fs\\b': 3, 'bob fs\\a': 2, 'bob fs\\c': 1 });
    const [verdict] = judge([scorer], training, test, noIntervals);
    expect(verdict).toMatchObject({ scorer: 'table', pairs: 3, anomalous: 2 });
    expect(verdict!.kinds).toMatchObject([
      { kind: 'late', pairs: 1, rocAuc: { value: 0 } },
      { kind: 'sweep', pairs: 1, rocAuc: { value: 1 } },
    ]);
    expect(verdict!.rocAuc.value).toBe(0.5);
    expect(verdict!.budgets[0]).toMatchObject({ pairsPerDay: 10, recall: { value: 1 }, precision: { value: 2 / 3 } });
  });

  it('shows a scorer every access of the window in time order', () => {
    const asked: Access[] = [];
    judge([scorerOf({}, asked)], training, test, noIntervals);
    expect(asked.map(({ time }) => time / 3_600_000)).toEqual([25, 26, 27, 30, 50, 51]);
  });

  it('takes the score of the first access of a pair, not of later ones', () => {
    let calls = 0;
    const counting: CandidateScorer = { name: 'counting', fit: () => ({ score: () => calls++ }) };
    const [verdict] = judge([counting], training, test, noIntervals);
    // Judged at calls 1 (legitimate), 3 and 4; at the last accesses they would be 2, 3 and 5 all the same in order.
    expect(verdict!.rocAuc.value).toBe(1);
    expect(calls).toBe(6);
  });

  it('judges the case score as a scorer of its own', () => {
    const both: CandidateScorer = {
      name: 'both',
      fit: () => ({ score: () => null, caseScore: ({ user }) => (user === 'ann' ? 1 : 0) }),
    };
    const verdicts = judge([both], training, test, noIntervals);
    expect(verdicts.map(({ scorer }) => scorer)).toEqual(['both', 'both (case)']);
    expect(verdicts.map(({ abstained }) => abstained.value)).toEqual([1, 0]);
    expect(verdicts[1]!.rocAuc.value).toBe(0.75);
  });

  it('keeps tenants apart: their users, their resources and their budgets', () => {
    const busy = Array.from({ length: 30 }, (_, i) => labelled(accessAt(25, `u${i}`, 'fs\\a', 'busy')));
    const quiet = labelled(accessAt(25, 'ann', 'fs\\a', 'quiet'), 'sweep');
    const low: CandidateScorer = { name: 'low', fit: () => ({ score: ({ tenant }) => (tenant === 'busy' ? 1 : 0) }) };
    const [verdict] = judge([low], training, [...busy, quiet], noIntervals);
    expect(verdict!.pairs).toBe(31);
    expect(verdict!.budgets[0]!.recall.value).toBe(1);
  });

  it('is the same for the same arguments, intervals and all', () => {
    const scorer = scorerOf({ 'ann fs\\b': 3, 'bob fs\\a': 2 });
    expect(judge([scorer], training, test, { resamples: 20 })).toEqual(
      judge([scorer], training, test, { resamples: 20 }),
    );
  });

  it('gives no interval where anomalies are of fewer than five user-days', () => {
    const users = Array.from({ length: 40 }, (_, i) => `u${i}`);
    const others = users.map((user) => labelled(accessAt(25, user, 'fs\\b')));
    const sweep = ['c', 'd', 'e', 'f', 'g'].map((share) => labelled(accessAt(25, 'ann', `fs\\${share}`), 'sweep'));
    const single = users.slice(0, 5).map((user) => labelled(accessAt(26, user, 'fs\\h'), 'single'));
    const byName: CandidateScorer = { name: 'byName', fit: () => ({ score: ({ user }) => user.length }) };
    const [verdict] = judge([byName], training, [...others, ...sweep, ...single], { resamples: 50 });
    const [ofSingle, ofSweep] = verdict!.kinds.map(({ rocAuc }) => rocAuc);
    expect(ofSweep).toEqual({ value: expect.any(Number), low: Number.NaN, high: Number.NaN });
    expect(ofSingle!.high).toBeGreaterThan(ofSingle!.low);
    expect(verdict!.rocAuc.high).toBeGreaterThan(verdict!.rocAuc.low);
  });

  it('says what is missing', () => {
    const nan: CandidateScorer = { name: 'broken', fit: () => ({ score: () => Number.NaN }) };
    expect(() => judge([], [], test)).toThrow(EvaluationError);
    expect(() => judge([], training, [labelled(accessAt(30, 'ann', 'fs\\a'))])).toThrow(
      /first time in the test window/,
    );
    expect(() => judge([nan], training, test)).toThrow('the scorer broken scores an access NaN');
  });
});
