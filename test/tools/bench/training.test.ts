import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readFactors, writeFactors } from '../../../tools/bench/training/factorsFile';
import { heldOutRank } from '../../../tools/bench/training/heldOutRank';
import { implicitLoss } from '../../../tools/bench/training/loss';
import { makeRatings } from '../../../tools/bench/training/ratings';
import { readRatings, writeRatings } from '../../../tools/bench/training/ratingsFile';

describe('implicitLoss', () => {
  const [userCount, itemCount, rank] = [4, 5, 3];
  const component = fc.float({ min: -2, max: 2, noNaN: true });
  const vectors = (count: number) => fc.array(component, { minLength: count * rank, maxLength: count * rank });
  const pair = fc.tuple(fc.nat(userCount - 1), fc.nat(itemCount - 1), fc.integer({ min: 1, max: 9 }));
  const pairs = fc.uniqueArray(pair, { minLength: 1, selector: ([user, item]) => user * itemCount + item });

  it('is what a walk through all cells of the matrix gives', () => {
    fc.assert(
      fc.property(pairs, vectors(userCount), vectors(itemCount), (triples, x, y) => {
        const factors = { users: Float32Array.from(x), items: Float32Array.from(y) };
        const ratings = {
          userCount,
          itemCount,
          users: Int32Array.from(triples, ([user]) => user),
          items: Int32Array.from(triples, ([, item]) => item),
          values: Float32Array.from(triples, ([, , value]) => value),
        };
        const options = { rank, alpha: 0.5, regularization: 0.25 };
        let [error, zero, penalty] = [0, 0, 0];
        for (let user = 0; user < userCount; user++) {
          for (let item = 0; item < itemCount; item++) {
            const value = triples.find(([u, i]) => u === user && i === item)?.[2] ?? 0;
            const [own, other] = [factors.users.subarray(user * rank), factors.items.subarray(item * rank)];
            let product = 0;
            let squares = 0;
            for (let i = 0; i < rank; i++) {
              product += own[i]! * other[i]!;
              squares += own[i]! ** 2 + other[i]! ** 2;
            }
            const preference = value > 0 ? 1 : 0;
            error += (1 + 0.5 * value) * (preference - product) ** 2;
            zero += (1 + 0.5 * value) * preference;
            if (value > 0) penalty += squares;
          }
        }
        const loss = implicitLoss(ratings, factors, options);
        expect(loss.error).toBeCloseTo(error / zero, 8);
        expect(loss.objective).toBeCloseTo(error + 0.25 * penalty, 6);
      }),
    );
  });
});

describe('heldOutRank', () => {
  const pairs = { users: Int32Array.of(0), items: Int32Array.of(1) };
  const items = Float32Array.of(1, 3, 2, 0);

  it('is near 0 for what is predicted highest, near 100 for what is predicted lowest, and 50 for chance', () => {
    // An item is compared with itself too, as half above.
    expect(heldOutRank(pairs, { users: Float32Array.of(1), items }, 1)).toBe(12.5);
    expect(heldOutRank(pairs, { users: Float32Array.of(-1), items }, 1)).toBe(87.5);
    expect(heldOutRank(pairs, { users: Float32Array.of(0), items }, 1)).toBe(50);
  });
});

describe('makeRatings', () => {
  const size = { users: 200, items: 100, ratings: 4000 };
  const { ratings, heldOut } = makeRatings(size, 1);

  it('makes as many different pairs as asked, and holds others out', () => {
    const keys = Array.from(ratings.users, (user, entry) => user * size.items + ratings.items[entry]!);
    expect(keys).toHaveLength(4000);
    const known = new Set(keys);
    expect(known.size).toBe(4000);
    const others = Array.from(heldOut.users, (user, at) => user * size.items + heldOut.items[at]!);
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter((key) => known.has(key))).toEqual([]);
  });

  it('makes the same ratings of the same seed, and others of another', () => {
    expect(makeRatings(size, 1).ratings).toEqual(ratings);
    expect(makeRatings(size, 2).ratings).not.toEqual(ratings);
  });

  it('is skewed: the most used tenth of the items has a third of the ratings and more', () => {
    const sparse = makeRatings({ users: 2000, items: 1000, ratings: 20_000 }, 1).ratings;
    const uses = new Int32Array(1000);
    for (const item of sparse.items) uses[item]!++;
    const top = uses
      .toSorted()
      .slice(-100)
      .reduce((sum, count) => sum + count, 0);
    expect(top).toBeGreaterThan(20_000 / 3);
  });
});

describe('files of ratings and factors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'byoml-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('hold what was written', () => {
    const { ratings } = makeRatings({ users: 20, items: 30, ratings: 50 }, 3);
    const path = join(folder, 'ratings');
    writeRatings(path, ratings);
    expect(readRatings(path)).toEqual(ratings);
    const factors = { users: Float32Array.of(1, 2, 3, 4), items: Float32Array.of(5, 6) };
    writeFactors(path, factors);
    expect(readFactors(path, 2, 1, 2)).toEqual(factors);
  });

  it('of another size are refused', () => {
    const path = join(folder, 'factors');
    writeFactors(path, { users: Float32Array.of(1), items: Float32Array.of(2) });
    expect(() => readFactors(path, 2, 1, 1)).toThrow('there are 2 factors, not those of 2 + 1 by 1');
  });
});
