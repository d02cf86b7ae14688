import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import {
  type FactorizationOptions,
  type Factors,
  factorize,
  type Ratings,
} from '../../../../shared/numerics/alternatingLeastSquares';
import { initialFactors } from '../../../../shared/numerics/initialFactors';
import { MersenneTwister } from '../../../../shared/numerics/mersenneTwister';
import { LeastSquaresKernel } from '../../../../shared/numerics/nonNegative/leastSquaresKernel';
import { ProjectedGradientSolver } from '../../../../shared/numerics/nonNegative/projectedGradientSolver';
import { NormalEquation } from '../../../../shared/numerics/normalEquation';

jest.mock('node:worker_threads', () => {
  const real = jest.requireActual<typeof import('node:worker_threads')>('node:worker_threads');
  return { ...real, Worker: jest.fn((...given: ConstructorParameters<typeof Worker>) => new real.Worker(...given)) };
});

type Options = Omit<FactorizationOptions, 'nonNegative'>;

function learn(ratings: Ratings, options: Options): Factors {
  const start = initialFactors({ count: ratings.userCount, firstId: 0, rank: options.rank, blocks: 3, seed: 7 });
  return factorize(ratings, start, { ...options, nonNegative: true });
}

/** Pairs of users and items that keep to their group for the most part, so that vectors have zeros. */
function groupedRatings(userCount: number, itemCount: number, count: number, value: (at: number) => number): Ratings {
  const random = new MersenneTwister(3);
  const users = Int32Array.from({ length: count }, () => random.integerBelow(userCount));
  const items = users.map((user) =>
    random.integerBelow(10) === 0
      ? random.integerBelow(itemCount)
      : Math.min(itemCount - 1, (user % 7) + 7 * random.integerBelow(Math.ceil(itemCount / 7))),
  );
  return { userCount, itemCount, users, items, values: Float32Array.from(users, (_, at) => value(at)) };
}

const bits = ({ users, items }: Factors) => [Buffer.from(users.buffer), Buffer.from(items.buffer)];

/** What minimises the loss at given sources, by projected gradients. */
function descend(ratings: Ratings, items: Float32Array, user: number, { rank, regularization, alpha }: Options) {
  const equation = new NormalEquation(rank);
  if (alpha !== null) for (let s = 0; s < items.length; s += rank) equation.add(items, s, 0);
  let count = 0;
  ratings.users.forEach((other, entry) => {
    if (other !== user) return;
    const rating = ratings.values[entry]!;
    const weight = alpha === null ? 1 : alpha * Math.abs(rating);
    const gain = alpha === null ? rating : rating > 0 ? 1 + weight : 0;
    if (alpha === null || rating > 0) count++;
    equation.add(items, ratings.items[entry]! * rank, gain, weight);
  });
  const matrix = new Float64Array(rank * rank);
  equation.writeFull(regularization * count, matrix);
  return { matrix, right: equation.right, solution: new ProjectedGradientSolver(rank).solve(matrix, equation.right) };
}

it('runs on this machine', () => {
  expect(LeastSquaresKernel.isSupported).toBe(true);
});

describe('the kernel and the plain code compute the same bits', () => {
  const expectSame = (ratings: Ratings, options: Options) => {
    const plain = learn(ratings, { ...options, kernel: 'plain' });
    expect(bits(learn(ratings, { ...options, kernel: 'simd' }))).toEqual(bits(plain));
    return plain;
  };
  const ofGroups = groupedRatings(60, 40, 900, (at) => 5 + (at % 6));

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 31, 48, 64])('at rank %i', (rank) => {
    for (const alpha of [1, null]) {
      const { users } = expectSame(ofGroups, { rank, iterations: 4, regularization: 0.05, alpha });
      expect(Math.max(...users)).toBeGreaterThan(0);
    }
  });

  it('at any ratings', () => {
    const rating = fc.oneof(
      fc.integer({ min: -3, max: 9 }),
      fc.constantFrom(0, 1e12, -1e12, 1e-30, 3e38),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    );
    const triples = fc.array(fc.tuple(fc.nat(6), fc.nat(5), rating), { minLength: 1, maxLength: 30 });
    const options = fc.record({
      rank: fc.constantFrom(1, 2, 3, 5, 8, 17, 24),
      iterations: fc.integer({ min: 1, max: 4 }),
      regularization: fc.constantFrom(0, 1e-9, 0.01, 1, 100),
      alpha: fc.constantFrom(null, 0, 0.5, 40),
    });
    fc.assert(
      fc.property(triples, options, (given, chosen) => {
        const ratings: Ratings = {
          userCount: 7,
          itemCount: 6,
          users: Int32Array.from(given, ([user]) => user),
          items: Int32Array.from(given, ([, item]) => item),
          values: Float32Array.from(given, ([, , value]) => value),
        };
        expectSame(ratings, chosen);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a single user', { userCount: 1, itemCount: 30, count: 30 }],
    ['a single item', { userCount: 30, itemCount: 1, count: 30 }],
    ['a rank above the number of users', { userCount: 5, itemCount: 200, count: 400 }],
    ['more targets than a block has', { userCount: 333, itemCount: 65, count: 2000 }],
  ])('of %s', (_, { userCount, itemCount, count }) => {
    for (const regularization of [0, 1]) {
      const ratings = groupedRatings(userCount, itemCount, count, () => 7);
      expectSame(ratings, { rank: 20, iterations: 3, regularization, alpha: 2 });
    }
  });
});

it('any number of threads computes the same bits', () => {
  const ratings = groupedRatings(3000, 900, 60_000, (at) => 5 + (at % 6));
  const options = { rank: 48, iterations: 8, regularization: 0.1, alpha: 1, kernel: 'simd' } as const;
  const alone = bits(learn(ratings, options));
  for (const threads of [2, 3]) expect(bits(learn(ratings, { ...options, threads }))).toEqual(alone);
});

it('has other threads at work, where there is much of it', () => {
  const starts = jest.mocked(Worker).mockClear();
  const ratings = groupedRatings(3000, 900, 60_000, () => 5);
  const options = { rank: 48, iterations: 8, regularization: 0.1, alpha: 1, kernel: 'simd', threads: 3 } as const;
  learn(ratings, options);
  expect(starts).toHaveBeenCalledTimes(2);
  learn(
    groupedRatings(30, 9, 60, () => 5),
    options,
  );
  expect(starts).toHaveBeenCalledTimes(2);
});

it('goes on alone where the machine has no thread left', () => {
  const ratings = groupedRatings(3000, 900, 60_000, () => 5);
  const options = { rank: 48, iterations: 8, regularization: 0.1, alpha: 1, kernel: 'simd' } as const;
  const alone = bits(learn(ratings, options));
  const start = jest.mocked(Worker).mockImplementationOnce(() => {
    throw new Error('no thread left');
  });
  start.mockClear();
  expect(bits(learn(ratings, { ...options, threads: 2 }))).toEqual(alone);
  expect(start).toHaveBeenCalledTimes(1);
});

it('computes the same bits where there is no kernel', () => {
  const ratings = groupedRatings(60, 40, 900, (at) => 5 + (at % 6));
  const options = { rank: 48, iterations: 4, regularization: 0.1, alpha: 1 } as const;
  const withKernel = bits(learn(ratings, options));
  const starts = jest.spyOn(LeastSquaresKernel.prototype, 'solve');
  const isSupported = jest.spyOn(LeastSquaresKernel, 'isSupported', 'get').mockReturnValue(false);
  expect(bits(learn(ratings, options))).toEqual(withKernel);
  expect(bits(learn(ratings, { ...options, kernel: 'simd' }))).toEqual(withKernel);
  expect(starts).not.toHaveBeenCalled();
  isSupported.mockRestore();
  expect(bits(learn(ratings, options))).toEqual(withKernel);
  expect(starts).toHaveBeenCalledTimes(8);
  starts.mockRestore();
});

describe('what it finds', () => {
  const ratings = groupedRatings(60, 40, 900, (at) => 5 + (at % 6));

  it.each([
    { rank: 10, alpha: 1, regularization: 1, within: 2e-5 },
    { rank: 32, alpha: 1, regularization: 0.01, within: 2e-5 },
    { rank: 10, alpha: null, regularization: 0.1, within: 2e-5 },
    // 15 ratings for 32 components: the condition of the equation multiplies the rounding of float32 sums in the
    // solution, though not in the gradient.
    { rank: 32, alpha: null, regularization: 0.01, within: 3e-3 },
  ])('is optimal, and what projected gradients find (%p)', ({ within, ...given }) => {
    const options = { ...given, iterations: 5, kernel: 'simd' } as const;
    const { rank } = options;
    const { users, items } = learn(ratings, options);
    for (let user = 0; user < ratings.userCount; user++) {
      const found = users.subarray(user * rank, (user + 1) * rank);
      const { matrix, right, solution } = descend(ratings, items, user, options);
      for (let i = 0; i < rank; i++) {
        const size = Math.max(...solution);
        expect(Math.abs(found[i]! - solution[i]!)).toBeLessThan(within * size);
        let gradient = -right[i]!;
        let cancels = Math.abs(right[i]!);
        for (let j = 0; j < rank; j++) {
          gradient += matrix[i * rank + j]! * found[j]!;
          cancels += Math.abs(matrix[i * rank + j]! * found[j]!);
        }
        expect(found[i]).toBeGreaterThanOrEqual(0);
        if (found[i]! > 0) expect(Math.abs(gradient)).toBeLessThan(1e-6 * cancels);
        else expect(gradient).toBeGreaterThan(-1e-6 * cancels);
      }
    }
  });

  it('never has a greater loss after one more iteration', () => {
    const options = { rank: 24, alpha: 1, regularization: 0.1, kernel: 'simd' } as const;
    const losses = [1, 2, 3, 4, 5, 6, 7, 8].map((iterations) =>
      loss(ratings, learn(ratings, { ...options, iterations }), options),
    );
    losses.slice(1).forEach((value, i) => {
      expect(value).toBeLessThanOrEqual(losses[i]! + 1e-6 * Math.abs(losses[i]!));
    });
  });
});

/** The loss of implicit feedback, summed as it is defined. */
function loss(
  ratings: Ratings,
  { users, items }: Factors,
  { rank, regularization, alpha }: Omit<Options, 'iterations'>,
): number {
  const { userCount, itemCount, values } = ratings;
  const confidence = new Float64Array(userCount * itemCount).fill(1);
  const wanted = new Float64Array(userCount * itemCount);
  let sum = 0;
  const square = (vectors: Float32Array, row: number) =>
    vectors.subarray(row * rank, (row + 1) * rank).reduce((total, value) => total + value * value, 0);
  values.forEach((value, entry) => {
    const [user, item] = [ratings.users[entry]!, ratings.items[entry]!];
    confidence[user * itemCount + item]! += alpha! * value;
    // Ratings of one pair add up: each pulls by its confidence, and by the 1 that the pair has in all, once more.
    wanted[user * itemCount + item]! += 1 + alpha! * value;
    sum += regularization * (square(users, user) + square(items, item));
  });
  for (let user = 0; user < userCount; user++) {
    for (let item = 0; item < itemCount; item++) {
      let product = 0;
      for (let i = 0; i < rank; i++) product += users[user * rank + i]! * items[item * rank + i]!;
      const cell = user * itemCount + item;
      sum += confidence[cell]! * product ** 2 - 2 * wanted[cell]! * product;
    }
  }
  return sum;
}
