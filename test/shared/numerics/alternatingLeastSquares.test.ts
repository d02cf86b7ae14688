import fc from 'fast-check';
import { Matrix, solve as solveDense } from 'ml-matrix';
import {
  bestFactors,
  type FactorizationOptions,
  type Factors,
  factorize,
  type Ratings,
} from '../../../shared/numerics/alternatingLeastSquares';
import { CholeskySolver } from '../../../shared/numerics/choleskySolver';
import { initialFactors } from '../../../shared/numerics/initialFactors';
import { compressRows } from '../../../shared/numerics/sparseRows';

type Triple = readonly [user: number, item: number, value: number];

const tabulate = (triples: readonly Triple[]): Ratings => ({
  userCount: 1 + Math.max(...triples.map(([user]) => user)),
  itemCount: 1 + Math.max(...triples.map(([, item]) => item)),
  users: Int32Array.from(triples, ([user]) => user),
  items: Int32Array.from(triples, ([, item]) => item),
  values: Float32Array.from(triples, ([, , value]) => value),
});

const explicit = { alpha: null, nonNegative: false };

function learn(triples: readonly Triple[], options: FactorizationOptions, blocks = 10, seed = 0): Factors {
  const ratings = tabulate(triples);
  const start = initialFactors({ count: ratings.userCount, firstId: 0, rank: options.rank, blocks, seed });
  return factorize(ratings, start, options);
}

function predict({ users, items }: Factors, rank: number, user: number, item: number): number {
  return users
    .subarray(user * rank, (user + 1) * rank)
    .reduce((sum, component, i) => sum + component * items[item * rank + i]!, 0);
}

/** `java.util.Random`: the 48-bit linear congruential generator ALSSuite draws its data from. */
class JavaRandom {
  #state: bigint;
  #spare: number | undefined;

  constructor(seed: number) {
    this.#state = BigInt(seed) ^ 0x5deece66dn;
  }

  next(bits: number): number {
    this.#state = BigInt.asUintN(48, this.#state * 0x5deece66dn + 0xbn);
    return Number(this.#state >> BigInt(48 - bits));
  }

  nextDouble(): number {
    return (this.next(26) * 2 ** 27 + this.next(27)) * 2 ** -53;
  }

  nextGaussian(): number {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare !== undefined) return spare;
    const [x, y] = [2 * this.nextDouble() - 1, 2 * this.nextDouble() - 1];
    const square = x * x + y * y;
    if (square >= 1 || square === 0) return this.nextGaussian();
    const scale = Math.sqrt((-2 * Math.log(square)) / square);
    this.#spare = y * scale;
    return x * scale;
  }
}

/**
 * Products of random vectors in [-1, 1], 60 % with noise for training and 30 % without to test, as Spark's ALSSuite makes
 * them. For implicit feedback, products above 0 are observed with probability 0.8, others with 0.2.
 */
function product(userCount: number, itemCount: number, rank: number, noise: number, implicit = false, seed = 11) {
  const random = new JavaRandom(seed);
  const draw = (count: number) => {
    for (let identifier = 0; identifier < count; identifier++) random.next(32);
    return Array.from({ length: count * rank }, () => (2 * random.next(24)) / 2 ** 24 - 1);
  };
  const factors = { users: Float32Array.from(draw(userCount)), items: Float32Array.from(draw(itemCount)) };
  const training: Triple[] = [];
  const test: Triple[] = [];
  for (let user = 0; user < userCount; user++) {
    for (let item = 0; item < itemCount; item++) {
      const value = predict(factors, rank, user, item);
      if (implicit && random.nextDouble() > (value > 0 ? 0.8 : 0.2)) continue;
      const share = random.nextDouble();
      if (share < 0.6) training.push([user, item, value + noise * random.nextGaussian()]);
      else if (share < 0.9) test.push([user, item, value]);
    }
  }
  return { training, test };
}

function rootMeanSquare(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
}

describe('factorize', () => {
  it('S-1 predicts what Spark does (the example in pyspark.ml.recommendation)', () => {
    const triples: Triple[] = [
      [0, 0, 4],
      [0, 1, 2],
      [1, 1, 3],
      [1, 2, 4],
      [2, 1, 1],
      [2, 2, 5],
    ];
    const factors = learn(triples, { ...explicit, rank: 10, iterations: 5, regularization: 0.1 });
    expect(Math.abs(predict(factors, 10, 0, 2) - 0.69291)).toBeLessThan(2e-6);
    expect(Math.abs(predict(factors, 10, 1, 0) - 3.4735689)).toBeLessThan(2e-6);
    expect(Math.abs(predict(factors, 10, 2, 0) + 0.899198)).toBeLessThan(2e-6);
    // The example prints three decimals of these and leaves out the rest.
    const printed = (user: number, item: number) => Math.trunc(predict(factors, 10, user, item) * 1000) / 1000;
    expect([printed(0, 0), printed(0, 1), printed(2, 2), printed(1, 2)]).toEqual([3.91, 1.997, 4.892, 3.991]);
  });

  // ALSSuite states 1 to 4 iterations here but hands none to ALS, so that Spark is tested with its default.
  const iterations = 10;

  it.each([
    { trueRank: 1, noise: 0, rank: 1, regularization: 1e-5, target: 0.001 },
    { trueRank: 1, noise: 0, rank: 2, regularization: 1e-5, target: 0.001 },
    { trueRank: 1, noise: 0.01, rank: 1, regularization: 0.01, target: 0.02 },
    { trueRank: 1, noise: 0.01, rank: 2, regularization: 0.01, target: 0.02 },
    { trueRank: 2, noise: 0.01, rank: 2, regularization: 0.01, target: 0.03 },
    { trueRank: 2, noise: 0.01, rank: 3, regularization: 0.01, target: 0.03 },
  ])('S-6 recovers a product of rank $trueRank with noise $noise at rank $rank', ({
    trueRank,
    noise,
    target,
    ...options
  }) => {
    const { training, test } = product(20, 40, trueRank, noise);
    for (const blocks of [1, 2]) {
      const factors = learn(training, { ...explicit, ...options, iterations }, blocks);
      const errors = test.map(([user, item, value]) => value - predict(factors, options.rank, user, item));
      expect(rootMeanSquare(errors)).toBeLessThan(target);
    }
  });

  it('S-6 takes more blocks than there are ratings', () => {
    const { training, test } = product(4, 4, 1, 0);
    const factors = learn(training, { ...explicit, rank: 1, iterations, regularization: 1e-4 }, 5);
    const errors = test.map(([user, item, value]) => value - predict(factors, 1, user, item));
    expect(rootMeanSquare(errors)).toBeLessThan(0.002);
  });

  it('S-7 implicit feedback: the confidence-weighted error of preferences is below 0.3', () => {
    const { training, test } = product(20, 40, 2, 0.01, true);
    const factors = learn(training, { rank: 2, iterations: 4, regularization: 0.01, alpha: 1, nonNegative: false });
    let squares = 0;
    let confidences = 0;
    for (const [user, item, value] of test) {
      const confidence = 1 + Math.abs(value);
      const clipped = Math.min(1, Math.max(0, predict(factors, 2, user, item)));
      squares += confidence * (Math.min(1, Math.max(0, value)) - clipped) ** 2;
      confidences += confidence;
    }
    expect(Math.sqrt(squares / confidences)).toBeLessThan(0.3);
  });

  it('S-8 implicit feedback: a rating below 0 is confidence in no preference, unlike 0', () => {
    const options = { rank: 2, iterations: 3, regularization: 0.1, alpha: 1, nonNegative: false };
    const ratings = (value: number): Triple[] => [
      [0, 0, 3],
      [0, 1, value],
      [1, 0, 1],
      [1, 1, 2],
    ];
    const [negative, zero] = [learn(ratings(-3), options), learn(ratings(0), options)];
    expect(negative).not.toEqual(zero);
    expect(predict(negative, 2, 0, 1)).toBeLessThan(predict(zero, 2, 0, 1));
  });

  it.each([null, 1])('S-9 non-negative factors (alpha %p)', (alpha) => {
    const { training } = product(20, 40, 2, 0.01);
    const factors = learn(training, { rank: 3, iterations: 3, regularization: 0.01, alpha, nonNegative: true });
    expect(Math.min(...factors.users, ...factors.items)).toBe(0);
  });

  it('S-10 empty ratings are an error', () => {
    const none = { userCount: 0, itemCount: 0, users: new Int32Array(), items: new Int32Array() };
    const options = { ...explicit, rank: 1, iterations: 1, regularization: 1 };
    expect(() => factorize({ ...none, values: new Float32Array() }, new Float32Array(), options)).toThrow(/no ratings/);
  });

  it('S-11 users and items without a rating have zeros, so that they predict 0', () => {
    const triples: Triple[] = [
      [0, 0, 1],
      [2, 2, 1],
    ];
    const factors = learn(triples, { ...explicit, rank: 2, iterations: 2, regularization: 0.1 });
    expect(predict(factors, 2, 1, 1)).toBe(0);
  });
});

describe('bestFactors', () => {
  const rank = 3;
  const triple = fc.tuple(fc.nat(4), fc.nat(5), fc.integer({ min: -3, max: 9 }));
  const component = fc.float({ min: -1, max: 1, noNaN: true });
  const sources = fc.array(component, { minLength: 6 * rank, maxLength: 6 * rank });

  it.each([null, 1.5])('solves the normal equation of every target (alpha %p)', (alpha) => {
    fc.assert(
      fc.property(fc.array(triple, { minLength: 1, maxLength: 20 }), sources, (triples, components) => {
        const vectors = Float32Array.from(components);
        const dense = Matrix.from1DArray(6, rank, vectors);
        const { users, items, values } = tabulate(triples);
        const ratings = compressRows(users, items, values, 5);
        const found = bestFactors(ratings, vectors, new CholeskySolver(), { rank, regularization: 0.5, alpha });
        for (let target = 0; target < 5; target++) {
          const own = triples.filter(([user]) => user === target);
          const counted = own.filter(([, , value]) => alpha === null || value > 0);
          if (counted.length === 0) continue;
          const row = (item: number) => dense.getRowVector(item);
          let matrix = Matrix.eye(rank).mul(0.5 * counted.length);
          let right = Matrix.zeros(rank, 1);
          if (alpha !== null) matrix = Matrix.add(matrix, dense.transpose().mmul(dense));
          for (const [, item, value] of own) {
            const weight = alpha === null ? 1 : alpha * Math.abs(value);
            const gain = alpha === null ? value : value > 0 ? 1 + weight : 0;
            matrix = Matrix.add(matrix, row(item).transpose().mmul(row(item)).mul(weight));
            right = Matrix.add(right, row(item).transpose().mul(gain));
          }
          solveDense(matrix, right)
            .to1DArray()
            .forEach((value, i) => {
              expect(found[target * rank + i]).toBeCloseTo(value, 4);
            });
        }
      }),
    );
  });
});
