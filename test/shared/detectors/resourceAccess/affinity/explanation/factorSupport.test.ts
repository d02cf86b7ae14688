import {
  factorSupport,
  type ImplicitFactorization,
  sumOfProducts,
} from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/factorSupport';
import { factorize, type Ratings } from '../../../../../../shared/numerics/alternatingLeastSquares';
import { bipartiteGraph } from '../../../../../../shared/numerics/bipartiteGraph';
import { initialFactors } from '../../../../../../shared/numerics/initialFactors';
import { MersenneTwister } from '../../../../../../shared/numerics/mersenneTwister';
import { BlockPivoting } from '../../../../../../shared/numerics/nonNegative/blockPivoting';
import { NormalEquation } from '../../../../../../shared/numerics/normalEquation';

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

/** The prediction that a user's vector gives who had never used one of the items, with the ratings there were. */
function predictionWithout(
  model: ImplicitFactorization,
  ratings: Ratings,
  user: number,
  without: number,
  item: number,
) {
  const { items } = model.factors;
  const equation = new NormalEquation(rank);
  equation.merge(model.gram);
  let count = 0;
  for (let pair = model.pairs.leftOffsets[user]!; pair < model.pairs.leftOffsets[user + 1]!; pair++) {
    if (ratings.items[pair] === without) continue;
    equation.add(items, ratings.items[pair]! * rank, 1 + ratings.values[pair]!, ratings.values[pair]!);
    count++;
  }
  const matrix = new Float64Array(rank * rank);
  equation.writeFull(count, matrix);
  const solver = new BlockPivoting(rank);
  expect(solver.solve(matrix, equation.right)).toBe(true);
  return solver.solution.reduce((sum, x, i) => sum + x * items[item * rank + i]!, 0);
}

/** Pearson's correlation of ranks. */
function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
    return values.map((_, i) => order.indexOf(i) - (values.length - 1) / 2);
  };
  const [x, y] = [ranks(one), ranks(other)];
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0) / x.reduce((sum, value) => sum + value * value, 0);
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

  it('agrees with leaving resources out, in sign and in order', () => {
    const ratings = groupRatings((random) => 5 + random.integerBelow(6));
    const model = factorization(ratings);
    const correlations: number[] = [];
    let [agreeing, compared] = [0, 0];
    for (let user = 0; user < userCount; user++) {
      const own = [...model.pairs.rightsOf.subarray(model.pairs.leftOffsets[user], model.pairs.leftOffsets[user + 1])];
      const item = 10 * (user % 4);
      if (own.includes(item)) continue;
      const contributions = [...factorSupport(model, user, item)!.contributions];
      const all = predictionWithout(model, ratings, user, -1, item);
      const drops = own.map((without) => all - predictionWithout(model, ratings, user, without, item));
      correlations.push(rankCorrelation(contributions, drops));
      const top = [...own.keys()].sort((a, b) => contributions[b]! - contributions[a]!).slice(0, 3);
      agreeing += top.filter((i) => Math.sign(drops[i]!) === Math.sign(contributions[i]!)).length;
      compared += top.length;
    }
    expect(correlations.length).toBeGreaterThan(5);
    expect(correlations.reduce((sum, one) => sum + one / correlations.length, 0)).toBeGreaterThan(0.8);
    expect(agreeing / compared).toBeGreaterThan(0.95);
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
