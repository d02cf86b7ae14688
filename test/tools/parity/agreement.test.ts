import { compareOutcomes } from '../../../tools/parity/agreement';
import type { Outcome } from '../../../tools/parity/outcome';
import { missedBars } from '../../../tools/parity/runCase';

const pairs = Array.from({ length: 30 }, (_, i) => ({ tenant: i < 28 ? '0' : '1', user: `u${i}`, resource: 'r' }));

function outcome(changed: Partial<Outcome> = {}): Outcome {
  return {
    users: [['0', 'u0']],
    resources: [['0', 'r']],
    rank: 2,
    factors: { users: Float32Array.of(1, 2), items: Float32Array.of(3, 4) },
    scores: Float64Array.from(pairs, (_, i) => i),
    ...changed,
  };
}

const scoresWith = (at: number, score: number) => outcome().scores.with(at, score);

describe('compareOutcomes', () => {
  it('finds nothing between the same', () => {
    expect(compareOutcomes(pairs, outcome(), outcome())).toEqual({
      isAlike: true,
      factorDifference: 0,
      scoreDifference: 0,
      rankCorrelation: expect.closeTo(1, 12),
      // Tenant 1 has no more than two.
      topOverlap: 2,
    });
  });

  it('finds the largest difference of factors on either side', () => {
    const factors = { users: Float32Array.of(1, 2), items: Float32Array.of(3, 4.5) };
    expect(compareOutcomes(pairs, outcome(), outcome({ factors })).factorDifference).toBe(0.5);
  });

  it('finds what has left the top of a tenant', () => {
    // The highest of 28 falls to the lowest, so that one of 25 is another.
    const all = pairs.map((pair) => ({ ...pair, tenant: '0' }));
    expect(compareOutcomes(all, outcome(), outcome({ scores: scoresWith(29, -1) })).topOverlap).toBe(24);
  });

  it.each([
    ['a user of another name', { users: [['0', 'u1']] as const }],
    ['no score', { scores: scoresWith(3, Number.NaN) }],
    ['an infinite score', { scores: scoresWith(3, Number.POSITIVE_INFINITY) }],
    ['one score less', { scores: outcome().scores.subarray(1) }],
  ])('%s is not alike', (_, changed) => {
    expect(compareOutcomes(pairs, outcome(), outcome(changed)).isAlike).toBe(false);
  });
});

describe('missedBars', () => {
  const bars = { factorDifference: 1e-4, rankCorrelation: 0.999, lossExcess: 1e-3 };
  const met = { isAlike: true, factorDifference: 1e-4, scoreDifference: 0, rankCorrelation: 0.999, topOverlap: 25 };

  it('are none where figures are at their bars', () => {
    expect(missedBars(bars, met, 1e-3)).toEqual([]);
  });

  it.each([
    [{ isAlike: false }, 0, 'known'],
    [{ factorDifference: 1.1e-4 }, 0, 'factors'],
    [{ factorDifference: Number.NaN }, 0, 'factors'],
    [{ rankCorrelation: 0.9989 }, 0, 'rank'],
    [{ rankCorrelation: Number.NaN }, 0, 'rank'],
    [{}, 1.1e-3, 'loss'],
    [{}, Number.NaN, 'loss'],
  ])('%j with a loss higher by %d misses one', (changed, lossExcess, word) => {
    expect(missedBars(bars, { ...met, ...changed }, lossExcess)).toEqual([expect.stringContaining(word)]);
  });
});
