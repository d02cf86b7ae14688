import { initialFactors } from '../../../shared/numerics/initialFactors';

describe('initialFactors', () => {
  const rank = 3;
  const rows = (factors: Float32Array) =>
    Array.from({ length: factors.length / rank }, (_, row) => [...factors.subarray(row * rank, (row + 1) * rank)]);

  it('draws vectors of length 1, by seed', () => {
    const draw = (seed: number) => initialFactors({ count: 20, firstId: 1, rank, blocks: 4, seed });
    for (const vector of rows(draw(0))) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    expect(draw(0)).toEqual(draw(0));
    expect(draw(0)).not.toEqual(draw(1));
  });

  it('gives each identifier its place in its block, wherever the first one is', () => {
    const from0 = rows(initialFactors({ count: 9, firstId: 0, rank, blocks: 4, seed: 0 }));
    const from4 = rows(initialFactors({ count: 5, firstId: 4, rank, blocks: 4, seed: 0 }));
    expect(from4.slice(0, 4)).toEqual(from0.slice(0, 4));
    expect(from4[4]).toEqual(from0[4]);
  });

  it('more blocks than identifiers: each is the first of its block', () => {
    const many = rows(initialFactors({ count: 5, firstId: 1, rank, blocks: 2 ** 31 - 1, seed: 0 }));
    expect(many).toEqual(rows(initialFactors({ count: 5, firstId: 1, rank, blocks: 6, seed: 0 })));
  });
});
