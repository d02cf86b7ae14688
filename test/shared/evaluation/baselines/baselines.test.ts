import { accessAnomaly, accessAnomalyByShare } from '../../../../shared/evaluation/baselines/accessAnomaly';
import { nearestNeighbours } from '../../../../shared/evaluation/baselines/nearestNeighbours';
import { popularity } from '../../../../shared/evaluation/baselines/popularity';
import type { CandidateScorer } from '../../../../shared/evaluation/candidate';
import { accessAt } from '../accesses';

function scoresOf(scorer: CandidateScorer, uses: readonly string[], asked: readonly string[]) {
  const access = (use: string) => {
    const [user = '', resource = ''] = use.split(' ');
    return accessAt(1, user, resource);
  };
  const fitted = scorer.fit([...uses, ...uses].map(access));
  return asked.map((use) => fitted.score(access(use)));
}

describe('popularity', () => {
  it('is minus the logarithm of the pairs to expect of the two', () => {
    // 4 pairs; ann uses 2 resources, fs\b has 2 users, whoever is unknown counts half.
    const uses = ['ann fs\\a', 'ann fs\\b', 'bob fs\\b', 'cid fs\\c'];
    expect(scoresOf(popularity, uses, ['ann fs\\b', 'cid fs\\a', 'new fs\\b', 'ann fs\\new'])).toEqual([
      expect.closeTo(-Math.log((2 * 2) / 4), 12),
      expect.closeTo(-Math.log((1 * 1) / 4), 12),
      expect.closeTo(-Math.log((0.5 * 2) / 4), 12),
      expect.closeTo(-Math.log((2 * 0.5) / 4), 12),
    ]);
  });
});

describe('nearestNeighbours', () => {
  it('weighs those who use the resource by their likeness', () => {
    // ann shares fs\a with bob, of his 2 and her 1: likeness 1 / sqrt(2). Of 3 users, 1 uses fs\b.
    const uses = ['ann fs\\a', 'bob fs\\a', 'bob fs\\b', 'cid fs\\c'];
    const likeness = Math.SQRT1_2;
    expect(scoresOf(nearestNeighbours, uses, ['ann fs\\b', 'ann fs\\c', 'new fs\\c', 'ann fs\\new'])).toEqual([
      expect.closeTo(1 - (likeness + 1 / 3) / (likeness + 1), 12),
      expect.closeTo(1 - 1 / 3 / (likeness + 1), 12),
      expect.closeTo(1 - 1 / 3, 12),
      1,
    ]);
  });

  it('asks the 50 nearest alone', () => {
    // 60 others share fs\a with ann: 50 who use nothing else, and 10 who use fs\b too and are less like her.
    const near = Array.from({ length: 50 }, (_, i) => `near${i} fs\\a`);
    const far = Array.from({ length: 10 }, (_, i) => [`far${i} fs\\a`, `far${i} fs\\b`]).flat();
    expect(scoresOf(nearestNeighbours, ['ann fs\\a', ...far, ...near], ['ann fs\\b'])).toEqual([
      expect.closeTo(1 - 10 / 61 / 51, 12),
    ]);
  });
});

describe('accessAnomaly', () => {
  const uses = ['ann fs1\\a', 'ann fs1\\b', 'bob fs1\\a', 'bob fs1\\b', 'cid fs2\\a', 'cid fs2\\c', 'dan fs2\\c'];

  it('scores as the original does: +Infinity where nothing links the two, null where one is unknown', () => {
    const scores = scoresOf(accessAnomaly, uses, ['ann fs2\\c', 'new fs1\\a', 'ann fs1\\new', 'ann fs1\\a']);
    expect(scores).toEqual([Number.POSITIVE_INFINITY, null, null, expect.any(Number)]);
    expect(scores[3]).toBeLessThan(5);
  });

  it('by share takes the shares of one name on all servers for one', () => {
    const scores = scoresOf(accessAnomalyByShare, uses, ['ann fs2\\c', 'ann fs2\\a', 'ann fs1\\a']);
    expect(scores[0]).toEqual(expect.any(Number));
    expect(Number.isFinite(scores[0])).toBe(true);
    expect(scores[1]).toBe(scores[2]);
  });
});
