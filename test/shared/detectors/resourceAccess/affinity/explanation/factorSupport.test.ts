import {
  factorSupport,
  type ImplicitFactorization,
  sumOfProducts,
} from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/factorSupport';
import { factorize, type Ratings } from '../../../../../../shared/numerics/alternatingLeastSquares';
import { bipartiteGraph } from '../../../../../../shared/numerics/bipartiteGraph';
import { initialFactors } from '../../../../../../shared/numerics/initialFactors';
import { MersenneTwister } from '../../../../../../shared/numerics/mersenneTwister';

const [userCount, itemCount, rank] = [60, 40, 6];
const parameters = { rank, iterations: 15, regularization: 1, alpha: 1, nonNegative: true };

/** Users of four groups, each with ten items of its own; one use in five is of any item. */
function groupRatings(rate: (random: MersenneTwister) => number): Ratings {
  const random = new MersenneTwister(5);
  const rows: { user: number; item: number; value: number }[] = [];
  for (let user = 0; user < userCount; user++) {
    const used = new Set<number>();
    while (used.size < 9) {
      const isForeign = random.integerBelow(5) === 0;
      used.add(isForeign ? random.integerBelow(itemCount) : 10 * (user % 4) + random.integerBelow(10));
    }
    for (const item of [...used].sort((a, b) => a - b)) rows.push({ user, item, value: rate(random) });
  }
  return {
    userCount,
    itemCount,
    users: Int32Array.from(rows, ({ user }) => user),
    items: Int32Array.from(rows, ({ item }) => item),
    values: Float32Array.from(rows, ({ value }) => value),
  };
}

function factorization(ratings: Ratings): ImplicitFactorization {
  const start = initialFactors({ count: userCount, firstId: 1, rank, blocks: 1, seed: 3 });
  const factors = factorize(ratings, start, parameters);
  return {
    pairs: bipartiteGraph(ratings.users, ratings.items, userCount, itemCount),
    factors,
    rank,
    regularization: parameters.regularization,
    alpha: parameters.alpha,
    ratings: { least: 5, greatest: 10 },
    gram: sumOfProducts(factors.items, rank, 0, itemCount),
  };
}

describe('factorSupport', () => {
  it('leaves no remainder where all of the ratings are equal, and they can be told', () => {
    const model = factorization(groupRatings(() => 7));
    for (let user = 0; user < userCount; user++) {
      for (let item = 0; item < itemCount; item += 7) {
        const { prediction, remainder } = factorSupport(model, user, item)!;
        expect(Math.abs(remainder)).toBeLessThan(1e-5 * Math.max(1, prediction));
      }
    }
  });

  it('sums up to the prediction with its remainder', () => {
    const model = factorization(groupRatings((random) => 5 + random.integerBelow(6)));
    const { users, items } = model.factors;
    for (let user = 0; user < userCount; user++) {
      const { prediction, contributions, remainder } = factorSupport(model, user, 3)!;
      let product = 0;
      for (let i = 0; i < rank; i++) product += users[user * rank + i]! * items[3 * rank + i]!;
      expect(prediction).toBeCloseTo(product, 12);
      expect(contributions.reduce((sum, one) => sum + one, remainder)).toBeCloseTo(prediction, 12);
    }
  });

  it('explains nobody with more resources than one could say something of', () => {
    const count = 1025;
    const pairs = bipartiteGraph(
      new Int32Array(count),
      Int32Array.from({ length: count }, (_, i) => i),
      1,
      count,
    );
    const factors = { users: new Float32Array(rank).fill(1), items: new Float32Array(count * rank).fill(0.1) };
    const model = { ...factorization(groupRatings(() => 7)), pairs, factors };
    expect(factorSupport(model, 0, 0)).toBeNull();
  });
});
